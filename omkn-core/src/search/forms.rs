//! The short forms in which parts of a request may be written as JSON: a name alone, a value alone.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::boosts::FitTarget;
use super::facet::{FacetRequest, FacetSelection};
use crate::model::Facet;

/// How many values of a facet are given that is asked for by name alone.
const USUAL_VALUES: u32 = 10;

/// The forms in which facets are asked for: a list of requests or of facets alone, or an object from facet to limit.
pub(super) fn facet_requests<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<FacetRequest>, D::Error> {
    struct Forms;

    /// One element of the list.
    struct One(FacetRequest);

    impl<'de> Deserialize<'de> for One {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct NameOrRequest;

            impl<'de> Visitor<'de> for NameOrRequest {
                type Value = One;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a facet, or a facet and a limit")
                }

                fn visit_str<E: de::Error>(self, facet: &str) -> Result<One, E> {
                    Facet::deserialize(facet.into_deserializer())
                        .map(|facet| One(FacetRequest::top(facet, USUAL_VALUES)))
                }

                fn visit_map<A: MapAccess<'de>>(self, request: A) -> Result<One, A::Error> {
                    FacetRequest::deserialize(MapAccessDeserializer::new(request)).map(One)
                }
            }

            deserializer.deserialize_any(NameOrRequest)
        }
    }

    impl<'de> Visitor<'de> for Forms {
        type Value = Vec<FacetRequest>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of facets, or an object from facet to limit")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut requests = Vec::new();
            while let Some(One(request)) = list.next_element()? {
                requests.push(request);
            }
            Ok(requests)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut limits: A) -> Result<Self::Value, A::Error> {
            let mut requests = Vec::new();
            while let Some((facet, limit)) = limits.next_entry()? {
                let request = |limit: Option<u32>| {
                    limit.map_or(FacetRequest::all(facet), |limit| FacetRequest::top(facet, limit))
                };
                requests.push(request(limit));
            }
            Ok(requests)
        }
    }

    deserializer.deserialize_any(Forms)
}

/// Chosen values, of which one alone is a list of one.
pub(super) fn facet_selection<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FacetSelection, D::Error> {
    struct ChosenValues(Vec<String>);

    impl<'de> Deserialize<'de> for ChosenValues {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct OneOrMany;

            impl<'de> Visitor<'de> for OneOrMany {
                type Value = ChosenValues;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a value or a list of values")
                }

                fn visit_str<E: de::Error>(self, value: &str) -> Result<ChosenValues, E> {
                    Ok(ChosenValues(vec![value.to_owned()]))
                }

                fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ChosenValues, A::Error> {
                    let mut values = Vec::new();
                    while let Some(value) = list.next_element()? {
                        values.push(value);
                    }
                    Ok(ChosenValues(values))
                }
            }

            deserializer.deserialize_any(OneOrMany)
        }
    }

    let chosen = BTreeMap::<Facet, ChosenValues>::deserialize(deserializer)?;
    Ok(chosen.into_iter().map(|(facet, values)| (facet, values.0)).collect())
}

/// A municipality by its name alone, or with the weights.
impl<'de> Deserialize<'de> for FitTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct FitFields {
            organization: String,
            weight: Option<f32>,
            least: Option<f32>,
        }

        struct NameOrFields;

        impl<'de> Visitor<'de> for NameOrFields {
            type Value = FitTarget;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a municipality by its name, or with weights")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<FitTarget, E> {
                Ok(FitTarget::new(name))
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<FitTarget, A::Error> {
                let FitFields { organization, weight, least } =
                    FitFields::deserialize(MapAccessDeserializer::new(fields))?;
                let usual = FitTarget::new(organization);
                Ok(FitTarget { weight: weight.unwrap_or(usual.weight), least: least.unwrap_or(usual.least), ..usual })
            }
        }

        deserializer.deserialize_any(NameOrFields)
    }
}
