//! Which service of Ontario's Financial Information Return holds a service area.

use crate::base::ConceptId;

/// Top service areas of the built-in taxonomy and the service of the cost rows that holds each; nearly all services are
/// broader than one practice.
///
/// The names are those of published extracts of Ontario's Financial Information Return, by which municipalities report their
/// costs to the province each year; `Cemetaries` is spelled so there.
pub const SERVICES_BY_AREA: &[(&str, &str)] = &[
    ("fire", "Fire"),
    ("police", "Police and Courts"),
    ("paramedics", "Ambulance"),
    ("roads", "Transportation"),
    ("transit", "Transit"),
    ("water", "Environmental"),
    ("wastewater", "Environmental"),
    ("stormwater", "Environmental"),
    ("waste", "Environmental"),
    ("public-health", "Public Health"),
    ("housing", "Social Housing"),
    ("children-services", "Childcare"),
    ("social-assistance", "General Assistance"),
    ("cemeteries", "Cemetaries"),
    ("long-term-care", "Senior Support"),
    ("parks", "Parks and Recreation"),
    ("recreation", "Parks and Recreation"),
    ("libraries", "Culture"),
    ("culture", "Culture"),
    ("planning", "Planning"),
    ("corporate", "Administration"),
    ("clerks", "Administration"),
    ("finance", "Administration"),
    ("information-technology", "Administration"),
    ("procurement", "Administration"),
];

/// The service of the cost rows that holds a top service area, if one does.
///
/// # Examples
///
/// ```
/// assert_eq!(omkn_core::service_of_area(&"water".into()), Some("Environmental"));
/// assert_eq!(omkn_core::service_of_area(&"energy".into()), None);
/// ```
#[must_use]
pub fn service_of_area(area: &ConceptId) -> Option<&'static str> {
    SERVICES_BY_AREA.iter().find(|(top, _)| *top == area.as_str()).map(|(_, service)| *service)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn every_area_is_a_top_concept_of_the_built_in_taxonomy() {
        let taxonomy = Taxonomy::built_in().unwrap();
        let tops = super::super::areas::top_areas(&taxonomy);
        for (area, _) in SERVICES_BY_AREA {
            assert!(tops.contains(&(*area).into()), "{area}");
        }
    }
}
