//! Validation of drafts: pure, and every problem at once.

use super::agent::Agent;
use super::check_parts::{check_measure, check_money, check_resource};
use super::check_values::{
    check_chars, check_length, check_line, check_list, check_name, check_optional, check_text, check_year, limits,
};
use super::draft::RecordDraft;
use crate::base::{LanguageMap, ProblemCode, Result, ValidationReport};

impl RecordDraft {
    /// Check everything that can be checked without a knowledge base. Whether concepts and organizations exist is
    /// checked by [`KnowledgeBase::validate`](crate::KnowledgeBase::validate).
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{ProblemCode, RecordDraft, RecordKind};
    ///
    /// let report = RecordDraft::new(RecordKind::Practice, "en", "  ").validate();
    /// assert_eq!(report.problems[0].path, "title.en");
    /// assert_eq!(report.problems[0].code, ProblemCode::Blank);
    /// ```
    #[must_use]
    pub fn validate(&self) -> ValidationReport {
        let mut report = ValidationReport::default();
        check_texts_of(self, &mut report);
        check_names(self, &mut report);
        check_people(self, &mut report);
        check_dates(self, &mut report);
        check_numbers(self, &mut report);
        check_links(self, &mut report);
        check_size(self, &mut report);
        report
    }
}

/// Check the reason of a change.
pub(crate) fn check_reason(reason: Option<&str>) -> Result<()> {
    let mut report = ValidationReport::default();
    check_optional(&mut report, "reason", reason);
    report.into_result()
}

fn check_texts_of(draft: &RecordDraft, report: &mut ValidationReport) {
    if draft.title.is_empty() {
        report.add("title", ProblemCode::Required, "give a title in one language at least");
    }
    let texts = [("title".to_owned(), &draft.title), ("summary".to_owned(), &draft.summary)];
    let sections = draft.sections.iter().map(|(section, texts)| (format!("sections.{section}"), texts));
    for (path, texts) in texts.into_iter().chain(sections) {
        if texts.iter().count() > limits::LANGUAGES {
            report.add(path, ProblemCode::TooLong, format!("at most {} languages", limits::LANGUAGES));
        }
    }
    for (language, text) in draft.title.iter() {
        let path = format!("title.{language}");
        if !text.chars().any(char::is_alphanumeric) {
            report.add(&path, ProblemCode::Blank, "a title has a letter or digit");
        }
        check_line(report, &path, text);
        check_chars(report, &path, text, limits::TITLE_CHARS);
    }
    for (language, text) in draft.summary.iter() {
        let path = format!("summary.{language}");
        check_text(report, &path, text);
        check_chars(report, &path, text, limits::SUMMARY_CHARS);
    }
    for (section, texts) in &draft.sections {
        texts.iter().for_each(|(language, text)| check_text(report, &format!("sections.{section}.{language}"), text));
    }
    if let Some(language) = draft.original_language.as_ref().filter(|language| draft.title.get(language).is_none()) {
        let reason = format!("the original language is {language}, so there must be a title in it");
        report.add("original_language", ProblemCode::Inconsistent, reason);
    }
    for language in draft.translations.keys().filter(|language| draft.title.get(language).is_none()) {
        let reason = format!("there is no title in {language}: leave its translation status out, or add the text");
        report.add(format!("translations.{language}"), ProblemCode::Inconsistent, reason);
    }
}

fn check_names(draft: &RecordDraft, report: &mut ValidationReport) {
    for (path, slug) in std::iter::once(("slug".to_owned(), draft.slug.as_ref()))
        .chain(draft.aliases.iter().enumerate().map(|(at, slug)| (format!("aliases[{at}]"), Some(slug))))
    {
        let is_slug = |slug: &str| {
            let parts_are_full = !slug.split('-').any(str::is_empty);
            parts_are_full
                && slug.len() <= 200
                && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if slug.is_some_and(|slug| !is_slug(slug)) {
            let reason =
                "a slug has lower-case letters and digits, with single hyphens between them, such as bag-limit";
            report.add(path, ProblemCode::InvalidFormat, reason);
        }
    }
    for (at, id) in draft.external_ids.iter().enumerate() {
        check_name(report, &format!("external_ids[{at}].source"), &id.source);
        check_name(report, &format!("external_ids[{at}].source_id"), &id.source_id);
    }
    for (at, subject) in draft.subjects.iter().enumerate().take(limits::LIST_LENGTH) {
        check_name(report, &format!("subjects[{at}]"), subject);
    }
    check_list(report, "external_ids", &draft.external_ids, Clone::clone);
    check_list(report, "concepts", &draft.concepts, Clone::clone);
    check_list(report, "subjects", &draft.subjects, |subject| subject.to_lowercase());
    check_list(report, "aliases", &draft.aliases, Clone::clone);
    check_list(report, "coverage.organizations", &draft.coverage.organizations, Clone::clone);
    if let Some(country) = &draft.coverage.country
        && !(country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()))
    {
        let reason = "a country is two capitals after ISO 3166-1, such as CA";
        report.add("coverage.country", ProblemCode::InvalidFormat, reason);
    }
    check_optional(report, "coverage.region", draft.coverage.region.as_deref());
    check_optional(report, "level_rule", draft.level_rule.as_deref());
}

fn check_people(draft: &RecordDraft, report: &mut ValidationReport) {
    let agents = |list: &'static str, agents: &[Agent]| -> Vec<(String, String)> {
        agents.iter().enumerate().map(|(at, agent)| (format!("{list}[{at}].name"), agent.name.clone())).collect()
    };
    let named = agents("creators", &draft.creators).into_iter().chain(agents("contributors", &draft.contributors));
    let publisher = draft.publisher.iter().map(|agent| ("publisher.name".to_owned(), agent.name.clone()));
    named.chain(publisher).for_each(|(path, name)| check_name(report, &path, &name));
    for (at, contact) in draft.contacts.iter().enumerate() {
        let path = |field: &str| format!("contacts[{at}].{field}");
        check_name(report, &path("role"), &contact.role);
        check_optional(report, &path("phone"), contact.phone.as_deref());
        if let Some(email) = &contact.email {
            let has_shape = email.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && host.contains('.') && !host.contains('@') && !email.contains(char::is_whitespace)
            });
            if !has_shape {
                report.add(path("email"), ProblemCode::InvalidFormat, "an e-mail address is name@host.domain");
            }
        }
        if let Some(name) = &contact.name {
            check_name(report, &path("name"), name);
            if !contact.consent {
                let reason = "a person is named only with consent: set consent, or give the role alone";
                report.add(path("consent"), ProblemCode::ConsentMissing, reason);
            }
        }
    }
    check_length(report, "contacts", draft.contacts.len());
    for (at, award) in draft.awards.iter().enumerate() {
        check_name(report, &format!("awards[{at}].name"), &award.name);
        check_year(report, &format!("awards[{at}].year"), award.year);
    }
}

fn check_dates(draft: &RecordDraft, report: &mut ValidationReport) {
    let dates = [
        ("date", draft.date),
        ("issued", draft.issued),
        ("review_by", draft.review_by),
        ("valid_until", draft.valid_until),
    ];
    for (path, date) in dates {
        if date.is_some_and(|date| date.checked().is_err()) {
            report.add(path, ProblemCode::InvalidFormat, "the date does not exist in the calendar");
        }
    }
    if let (Some(date), Some(until)) = (draft.date, draft.valid_until)
        && until.year < date.year
    {
        report.add("valid_until", ProblemCode::Inconsistent, "it ends before it begins: mend one of the two dates");
    }
}

fn check_numbers(draft: &RecordDraft, report: &mut ValidationReport) {
    for (at, measure) in draft.measures.iter().enumerate() {
        check_measure(report, &format!("measures[{at}]"), measure);
    }
    for (at, adoption) in draft.adoptions.iter().enumerate() {
        for (number, measure) in adoption.measures.iter().enumerate() {
            check_measure(report, &format!("adoptions[{at}].measures[{number}]"), measure);
        }
    }
    for (at, money) in draft.costs.iter().enumerate() {
        check_money(report, &format!("costs[{at}]"), money);
    }
    for (at, money) in draft.savings.iter().enumerate() {
        check_money(report, &format!("savings[{at}]"), money);
    }
    for (at, funding) in draft.funding.iter().enumerate() {
        check_name(report, &format!("funding[{at}].from"), &funding.from);
        funding.money.iter().for_each(|money| check_money(report, &format!("funding[{at}].money"), money));
    }
    let staff = draft.staffing.as_ref().and_then(|staffing| staffing.full_time_equivalents);
    if staff.is_some_and(|staff| staff.is_sign_negative()) {
        report.add("staffing.full_time_equivalents", ProblemCode::OutOfRange, "staff cannot be fewer than none");
    }
    if draft.duration_months.is_some_and(|months| months > 1200) {
        report.add("duration_months", ProblemCode::OutOfRange, "at most 1,200 months, which is a century");
    }
}

fn check_links(draft: &RecordDraft, report: &mut ValidationReport) {
    for (at, resource) in draft.resources.iter().enumerate() {
        check_resource(report, &format!("resources[{at}]"), resource);
    }
    for (at, relation) in draft.relations.iter().enumerate() {
        let path = format!("relations[{at}]");
        match (&relation.record, &relation.url) {
            (Some(_), None) => {}
            (None, Some(url)) => super::check_parts::check_url(report, &format!("{path}.url"), url),
            _ => report.add(path, ProblemCode::Inconsistent, "a relation has either a record or an address"),
        }
    }
    for (at, source) in draft.sources.iter().enumerate() {
        let path = format!("sources[{at}]");
        source.url.iter().for_each(|url| super::check_parts::check_url(report, &format!("{path}.url"), url));
        if source.url.is_none() && source.citation.is_none() {
            report.add(path, ProblemCode::Required, "a source has an address or a citation");
        }
    }
    check_length(report, "resources", draft.resources.len());
    check_length(report, "relations", draft.relations.len());
    check_length(report, "sources", draft.sources.len());
    check_length(report, "adoptions", draft.adoptions.len());
    check_length(report, "measures", draft.measures.len());
}

/// Only what may be too large is measured; the texts alone show that most records are small.
fn check_size(draft: &RecordDraft, report: &mut ValidationReport) {
    let texts = |map: &LanguageMap| map.iter().map(|(_, text)| text.len()).sum::<usize>();
    let length: usize = draft.sections.values().map(texts).sum::<usize>() + texts(&draft.summary) + texts(&draft.title);
    let lists = draft.measures.len() + draft.adoptions.len() + draft.resources.len() + draft.sources.len();
    if length < limits::RECORD_BYTES / 8 && lists < 64 {
        return;
    }
    let size = serde_json::to_vec(draft).map_or(usize::MAX, |json| json.len());
    if size > limits::RECORD_BYTES {
        let most = limits::RECORD_BYTES;
        let reason = format!("a record has at most {most} bytes as JSON: attach long documents as resources");
        report.add("", ProblemCode::TooLong, reason);
    }
}
