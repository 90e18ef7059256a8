"""The columns of the tables.

Every table speaks the Arrow PyCapsule interface (``__arrow_c_stream__``), names its columns by ``columns``, and gives fewer of them
by ``select``: ``kb.records().select(["id", "title_en", "year"])``. Any column may hold nulls. Ids and words of closed lists are
texts, instants are timestamps in microseconds, UTC.

A date of which only the year or month may be known becomes two columns: ``date``, the first day it may mean (date32;
``datetime64`` in pandas), and ``date_precision`` (``"year"``, ``"month"`` or ``"day"``). A text in several languages is a list of
struct: ``language``, ``text``; the most used ones also have a column for English and one for French, such as ``title_en`` and
``title_fr``. Decimals are float64 here; the exact ones are in the data classes.

Records (``kb.records()``)
    Everything that a record says, in columns named like the fields of :class:`omkn.model.RecordDraft`.

    ``id``, ``version`` (uint32), ``status``, ``created``, ``modified``, ``hash``, ``kind``, ``visibility``, ``slug``, ``aliases``
    (list of text), ``external_ids`` (list of struct: ``source``, ``source_id``).

    ``title_en``, ``title_fr``, ``title`` (every language), ``summary_en``, ``summary_fr``, ``summary``, ``sections`` (list of
    struct: ``section``, ``language``, ``text``), ``languages`` (of the title: list of text), ``original_language``,
    ``translations`` (list of struct: ``language``, ``status``).

    ``date``, ``date_precision``, ``year`` (int16, of ``date``), ``issued``, ``issued_precision``, ``review_by``,
    ``review_by_precision``, ``valid_until``, ``valid_until_precision``, ``concepts``, ``concept_labels``, ``subjects``,
    ``organizations``, ``organization_names`` (lists of text; labels and names in the languages asked for), ``country``, ``region``, ``population_band``. The last three and ``organizations`` are what a record's coverage says itself; searches,
    facets and ``gaps`` take the region and population of its organizations first. The field ``year:``, the facet and the
    order by date take ``issued`` where there is no ``date``.

    ``creators``, ``contributors`` (lists of struct: ``name``, ``organization``, ``role``), ``publisher`` (the same struct),
    ``contacts`` (list of struct: ``role``, ``name``, ``organization``, ``email``, ``phone``, ``consent``, ``review_by``,
    ``review_by_precision``).

    ``level``, ``level_rule``, ``evidence``, ``measures`` (list of struct: ``id``, ``name``, ``unit``, ``before``,
    ``before_period``, ``before_period_precision``, ``after``, ``after_period``, ``after_period_precision``, ``source``,
    ``verifier``), ``awards`` (list of struct: ``name``, ``awarded_by``, ``year``), ``adoptions`` (list of struct:
    ``organization``, ``date``, ``date_precision``, ``results``, ``measures``).

    ``costs``, ``savings`` (lists of struct: ``amount``, ``currency``, ``dollar_year``, ``basis``, ``unit``, ``purpose``),
    ``funding`` (list of struct: ``from``, ``money``), ``staffing`` (struct: ``full_time_equivalents``, ``description``),
    ``duration_months`` (int64).

    ``resources`` (list of struct: ``title``, ``url``, ``content_hash``, ``media_type``, ``language``, ``size``, ``health``,
    ``checked``, ``checked_precision``), ``relations`` (list of struct: ``kind``, ``record``, ``url``), ``sources`` (list of
    struct: ``url``, ``citation``, ``accessed``, ``accessed_precision``), ``rights`` (struct: ``licence``, ``holder``,
    ``statement``).

SearchHits (``kb.search(…)``)
    ``rank`` (uint64), ``score`` (float32), ``id``, ``version``, ``kind``, ``status``, ``level``, ``date`` (or when it was
    issued), ``date_precision``, ``title``, ``title_language``, ``snippet``, ``snippet_section``, ``concepts``,
    ``organizations``, ``concept_labels``, ``organization_names`` (in the languages asked for), ``languages``; ``likeness``
    (float32) where a municipality was given by ``fits``.

Facets (``hits.facets``)
    One row for each value: ``facet``, ``value``, ``label``, ``broader`` (list), ``count`` (uint64), ``selected`` (bool).

CoverageTable (``kb.coverage(…)``, ``kb.gaps(…)``)
    One row for each cell: the sides asked for, ``records``, ``municipalities``, ``residents`` (uint64). A side is text, years are
    int16; areas and municipalities have a column ``area_label`` or ``municipality_label`` beside their ids. The frame of pandas has the caveats in ``attrs["caveats"]``.

Changes (``kb.changes_since(…)``)
    ``seq`` (uint64), ``record``, ``version``, ``kind``, ``time``.

Diff (``kb.diff(…)``)
    ``path``, ``before``, ``after``: the values as JSON.

Organizations (``kb.organizations()``)
    ``id``, ``kind``, ``name_en``, ``name_fr``, ``name`` (every language), ``official_name_en``, ``official_name_fr``,
    ``official_name``, ``aliases`` (list of struct: ``name``, ``language``), ``tier``, ``municipal_status``, ``parent``,
    ``region``, ``is_northern`` (bool), ``population`` (uint64, of the latest census), ``population_year``, ``population_band``,
    ``populations`` (list of struct: ``year``, ``population``), ``land_area_km2``, ``density`` (people for each km²), ``latitude``,
    ``longitude`` (degrees), ``spending_per_resident`` (dollars a year, where the host gave it), ``website``.

Taxonomy (``kb.taxonomy()``)
    ``id``, ``scheme``, ``notation``, ``pref_label_en``, ``pref_label_fr``, ``pref_label`` (every language), ``alt_labels``,
    ``hidden_labels`` (every language), ``definition_en``, ``definition_fr``, ``definition``, ``scope_note`` (every language),
    ``path``, ``broader``, ``related`` (lists of text), ``deprecated`` (bool), ``replaced_by`` (list of text), ``mappings`` (list of
    struct: ``kind``, ``scheme``, ``notation``), ``added_in``, ``deprecated_in`` (uint32).
"""
