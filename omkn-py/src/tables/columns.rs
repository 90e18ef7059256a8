//! Columns of Arrow, made from plain values. A column that nobody asked for is never made.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, Date32Array, Float64Array, Int16Array, ListArray, RecordBatch, StringArray, StructArray,
    TimestampMicrosecondArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, Field, Schema};
use omkn_core::{Decimal, LanguageMap, LanguageTag, PartialDate, Timestamp};

/// Named columns of one length, all of which may hold nulls.
#[derive(Default)]
pub(crate) struct Columns {
    /// The names of the columns to make; all of them where none is named.
    wanted: Option<Arc<[String]>>,
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    /// Only these columns, in this order.
    pub(super) fn only(wanted: Option<Arc<[String]>>) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// A column as it is.
    pub(crate) fn add<A: Array + 'static>(&mut self, name: &str, array: impl FnOnce() -> A) {
        if self.wanted.as_ref().is_some_and(|wanted| wanted.iter().all(|one| one != name)) {
            return;
        }
        let array = array();
        self.fields.push(Field::new(name, array.data_type().clone(), true));
        self.arrays.push(Arc::new(array));
    }

    /// Texts, some of which may be missing.
    pub(crate) fn text<'a>(&mut self, name: &str, values: impl Iterator<Item = Option<&'a str>>) {
        self.add(name, || StringArray::from_iter(values));
    }

    /// Values by their written form, such as ids.
    pub(crate) fn written(&mut self, name: &str, values: impl Iterator<Item = Option<impl ToString>>) {
        self.add(name, || StringArray::from_iter(values.map(|value| value.map(|value| value.to_string()))));
    }

    /// Words of a closed list that have their JSON form only.
    pub(crate) fn word(&mut self, name: &str, values: impl Iterator<Item = impl serde::Serialize>) {
        let word = |value| Some(serde_json::to_value(value).ok()?.as_str()?.to_owned());
        self.add(name, || StringArray::from_iter(values.map(word)));
    }

    /// Years.
    pub(crate) fn year(&mut self, name: &str, values: impl Iterator<Item = Option<i16>>) {
        self.add(name, || Int16Array::from_iter(values));
    }

    /// Numbers that may have a fraction.
    pub(crate) fn number(&mut self, name: &str, values: impl Iterator<Item = Option<f64>>) {
        self.add(name, || Float64Array::from_iter(values));
    }

    /// Decimals as the nearest numbers.
    pub(crate) fn decimal(&mut self, name: &str, values: impl Iterator<Item = Option<Decimal>>) {
        self.number(name, values.map(|value| value.and_then(|value| f64::try_from(value).ok())));
    }

    /// Two columns: the first day a date may mean, and whether it is known to the year, month or day.
    pub(crate) fn date(&mut self, name: &str, dates: impl Iterator<Item = Option<PartialDate>> + Clone) {
        let precision = |date: PartialDate| match (date.month, date.day) {
            (None, _) => "year",
            (_, None) => "month",
            _ => "day",
        };
        self.add(name, || Date32Array::from_iter(dates.clone().map(|date| date.map(PartialDate::first_day))));
        self.text(&format!("{name}_precision"), dates.map(|date| date.map(precision)));
    }

    /// Instants.
    pub(crate) fn instant(&mut self, name: &str, instants: impl Iterator<Item = Timestamp>) {
        let micros = instants.map(Timestamp::as_micros);
        self.add(name, || TimestampMicrosecondArray::from_iter_values(micros).with_timezone("UTC"));
    }

    /// A list of texts in each row.
    pub(crate) fn texts<'a>(&mut self, name: &str, rows: impl Iterator<Item: IntoIterator<Item = &'a str>>) {
        self.lists(name, rows, |texts| Arc::new(StringArray::from_iter_values(texts)));
    }

    /// A list of structs in each row, whose columns `fill` makes from all of them.
    pub(crate) fn structs<T>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item: IntoIterator<Item = T>>,
        fill: impl FnOnce(&mut Self, &[T]),
    ) {
        self.lists(name, rows, |all| Arc::new(structs(&all, None, fill)));
    }

    /// A struct in each row, or none: then `blank` takes its place in the columns that `fill` makes.
    pub(crate) fn optional_struct<'a, T>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = Option<&'a T>> + Clone,
        blank: &'a T,
        fill: impl FnOnce(&mut Self, &[&'a T]),
    ) {
        self.add(name, || {
            let present = NullBuffer::from_iter(rows.clone().map(|row| row.is_some()));
            structs(&rows.map(|row| row.unwrap_or(blank)).collect::<Vec<_>>(), Some(present), fill)
        });
    }

    /// Texts in several languages: each as a struct of `language` and `text`, in a list.
    pub(crate) fn languages<'a>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item: IntoIterator<Item = (&'a LanguageTag, &'a str)>>,
    ) {
        self.structs(name, rows, |columns, texts| {
            columns.text("language", texts.iter().map(|(language, _)| Some(language.as_str())));
            columns.text("text", texts.iter().map(|(_, text)| Some(*text)));
        });
    }

    /// A text in English and in French, each in a column of its own, and in every language in one more.
    pub(crate) fn bilingual<'a>(&mut self, name: &str, rows: impl Iterator<Item = &'a LanguageMap> + Clone) {
        for language in ["en", "fr"] {
            self.text(&format!("{name}_{language}"), rows.clone().map(|texts| text_in(texts, language)));
        }
        self.languages(name, rows.map(LanguageMap::iter));
    }

    fn lists<T>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item: IntoIterator<Item = T>>,
        values: impl FnOnce(Vec<T>) -> ArrayRef,
    ) {
        self.add(name, || {
            let (mut lengths, mut all) = (Vec::new(), Vec::new());
            for row in rows {
                let before = all.len();
                all.extend(row);
                lengths.push(all.len() - before);
            }
            let values = values(all);
            let item = Arc::new(Field::new("item", values.data_type().clone(), true));
            ListArray::new(item, OffsetBuffer::from_lengths(lengths), values, None)
        });
    }

    pub(super) fn finish(self) -> Result<RecordBatch, ArrowError> {
        let batch = RecordBatch::try_new(Arc::new(Schema::new(self.fields)), self.arrays)?;
        let Some(wanted) = self.wanted else { return Ok(batch) };
        let order = wanted.iter().map(|name| batch.schema_ref().index_of(name)).collect::<Result<Vec<_>, _>>()?;
        batch.project(&order)
    }
}

/// The structs whose columns `fill` makes from all of them.
fn structs<T>(all: &[T], present: Option<NullBuffer>, fill: impl FnOnce(&mut Columns, &[T])) -> StructArray {
    let mut columns = Columns::default();
    fill(&mut columns, all);
    StructArray::new(columns.fields.into(), columns.arrays, present)
}

/// A text of this language, whatever its region.
fn text_in<'a>(texts: &'a LanguageMap, language: &str) -> Option<&'a str> {
    texts.iter().find(|(tag, _)| tag.primary() == language).map(|(_, text)| text)
}
