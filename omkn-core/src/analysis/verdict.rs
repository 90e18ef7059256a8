//! What public figures can say about a claim.

use crate::base::word_enum;

word_enum! {
    /// What public figures show about a claimed saving. It is about costs, never about causes.
    Verdict {
        /// Costs moved as claimed, by at least half of the claim and by more than nine in ten comparable municipalities' did.
        Consistent = "consistent",
            "Costs moved as the claim would have it, further than those of nine in ten comparable municipalities",
            "Les coûts ont évolué comme l'économie déclarée le laisse attendre, davantage que dans neuf municipalités comparables sur dix";
        /// The claim is larger than the usual movement, and costs did not move by it.
        NotShown = "not_shown",
            "The claim is large enough to show in these figures, and they do not show it",
            "L'économie déclarée est assez grande pour paraître dans ces chiffres, et elle n'y paraît pas";
        /// The claim is smaller than the usual movement.
        TooSmall = "too_small",
            "Costs of comparable municipalities move by more than the claim without it: these figures cannot show it",
            "Les coûts des municipalités comparables varient d'eux-mêmes de plus que l'économie déclarée : ces chiffres ne peuvent pas la montrer";
        /// Something needed is missing, or the claim cannot be about these costs.
        CannotTell = "cannot_tell",
            "These figures cannot tell",
            "Ces chiffres ne permettent pas de conclure";
    }
}

word_enum! {
    /// Why figures cannot tell.
    CannotTell {
        /// No service was named, and none is known for the record's service areas.
        NoService = "no_service",
            "no service of the cost rows is known for its service areas: name one",
            "aucun service des données de coûts ne correspond à ses domaines : nommez-en un";
        /// No year was given, and the record has no date.
        NoYear = "no_year",
            "the record does not say when the practice began: give a year",
            "la fiche n'indique pas quand la pratique a commencé : donnez une année";
        /// The record names no municipality.
        NoMunicipality = "no_municipality",
            "the record names no municipality",
            "la fiche ne nomme aucune municipalité";
        /// Years are missing in the figures of the municipality.
        NoFullYears = "no_full_years",
            "the cost rows do not hold every year of the window before and after for the municipality",
            "les données de coûts ne comprennent pas toutes les années voulues avant et après pour la municipalité";
        /// Too few comparable municipalities have full figures.
        TooFewPeers = "too_few_peers",
            "fewer than 5 comparable municipalities have full figures",
            "moins de 5 municipalités comparables ont des chiffres complets";
        /// The record claims no yearly saving in Canadian dollars.
        NoClaim = "no_claim",
            "the record claims no yearly saving in Canadian dollars, so there is nothing to compare with",
            "la fiche ne déclare aucune économie annuelle en dollars canadiens : il n'y a rien à comparer";
        /// The claim is larger than what the whole service cost a year.
        ExceedsWholeCost = "exceeds_whole_cost",
            "the claim is larger than what the whole service cost in a year before: it cannot be about these costs",
            "l'économie déclarée dépasse le coût annuel du service entier avant la pratique : elle ne peut pas porter sur ces coûts";
    }
}
