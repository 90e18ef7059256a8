//! Columns of Arrow, made from plain values.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, Date32Array, ListArray, RecordBatch, StringArray, StructArray, TimestampMicrosecondArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, Field, Schema};
use omkn_core::{PartialDate, Timestamp};

/// Named columns of one length, all of which may hold nulls.
#[derive(Default)]
pub(crate) struct Columns {
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    /// A column as it is.
    pub(crate) fn add(&mut self, name: &str, array: impl Array + 'static) {
        self.fields.push(Field::new(name, array.data_type().clone(), true));
        self.arrays.push(Arc::new(array));
    }

    /// Texts, some of which may be missing.
    pub(crate) fn text<'a>(&mut self, name: &str, values: impl Iterator<Item = Option<&'a str>>) {
        self.add(name, StringArray::from_iter(values));
    }

    /// A list of texts in each row.
    pub(crate) fn texts<'a>(&mut self, name: &str, rows: impl Iterator<Item: IntoIterator<Item = &'a str>>) {
        let (mut lengths, mut values) = (Vec::new(), Vec::new());
        for row in rows {
            let before = values.len();
            values.extend(row.into_iter().map(Some));
            lengths.push(values.len() - before);
        }
        self.list(name, lengths, Arc::new(StringArray::from(values)));
    }

    /// A list of structs in each row: `lengths` of them, one after the other in `columns`.
    pub(crate) fn structs(&mut self, name: &str, lengths: Vec<usize>, columns: Self) -> Result<(), ArrowError> {
        let values = StructArray::try_new(columns.fields.into(), columns.arrays, None)?;
        self.list(name, lengths, Arc::new(values));
        Ok(())
    }

    fn list(&mut self, name: &str, lengths: Vec<usize>, values: ArrayRef) {
        let item = Arc::new(Field::new("item", values.data_type().clone(), true));
        self.add(name, ListArray::new(item, OffsetBuffer::from_lengths(lengths), values, None));
    }

    /// Two columns: the first day a date may mean, and whether it is known to the year, month or day.
    pub(crate) fn date(&mut self, name: &str, dates: impl Iterator<Item = Option<PartialDate>> + Clone) {
        let precision = |date: PartialDate| match (date.month, date.day) {
            (None, _) => "year",
            (_, None) => "month",
            _ => "day",
        };
        self.add(name, Date32Array::from_iter(dates.clone().map(|date| date.map(PartialDate::first_day))));
        self.text(&format!("{name}_precision"), dates.map(|date| date.map(precision)));
    }

    /// Instants.
    pub(crate) fn instant(&mut self, name: &str, instants: impl Iterator<Item = Timestamp>) {
        let values = TimestampMicrosecondArray::from_iter_values(instants.map(Timestamp::as_micros));
        self.add(name, values.with_timezone("UTC"));
    }

    pub(crate) fn finish(self) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_new(Arc::new(Schema::new(self.fields)), self.arrays)
    }
}

/// A text of this language, whatever its region.
pub(crate) fn text_in<'a>(texts: &'a omkn_core::LanguageMap, language: &str) -> Option<&'a str> {
    texts.iter().find(|(tag, _)| tag.primary() == language).map(|(_, text)| text)
}
