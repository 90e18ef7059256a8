//! Values that apps may leave out: `None` is the library's default, both ways.

use super::{Converted, FromCore, IntoCore, Problems};
use crate::model::{Coverage, Rights, Status, Visibility};
use crate::search::{Boosts, Sort};
use crate::store::RecordOrder;

macro_rules! optional {
    ($($name:ident = $default:expr;)+) => {$(
        impl IntoCore<omkn_core::$name> for Option<$name> {
            fn into_core(self, problems: &mut Problems) -> omkn_core::$name {
                self.map_or_else(|| $default, |value| value.into_core(problems))
            }
        }

        impl FromCore<omkn_core::$name> for Option<$name> {
            fn from_core(core: omkn_core::$name) -> Converted<Self> {
                if core == $default { Ok(None) } else { FromCore::from_core(core).map(Some) }
            }
        }
    )+};
}

optional! {
    Boosts = omkn_core::Boosts::default();
    Coverage = omkn_core::Coverage::default();
    RecordOrder = omkn_core::RecordOrder::default();
    Rights = omkn_core::Rights::default();
    Sort = omkn_core::Sort::default();
    Status = omkn_core::ImportOptions::default().status;
    Visibility = omkn_core::Visibility::Public;
}
