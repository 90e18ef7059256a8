"""The columns of the tables.

Every table speaks the Arrow PyCapsule interface (``__arrow_c_stream__``). Any column may hold nulls. A date of which only the year
or month may be known becomes two columns: ``date``, the first day it may mean (date32; ``datetime64`` in pandas), and ``date_precision``
(``"year"``, ``"month"`` or ``"day"``). Instants are timestamps in microseconds, UTC. Ids and words of closed lists are texts.

Records (``kb.records()``)
    ``id``, ``version`` (uint32), ``status``, ``created``, ``modified``, ``kind``, ``slug``, ``visibility``, ``title_en``,
    ``summary_en``, ``title_fr``, ``summary_fr``, ``languages`` (list of text), ``date``, ``date_precision``, ``year`` (int16,
    of ``date``), ``issued``, ``issued_precision``, ``concepts``, ``subjects``, ``organizations`` (lists of text), ``country``,
    ``region``, ``population_band``, ``level``, ``evidence``, ``measures`` (list of struct: ``id``, ``unit``, ``before``, ``before_period``, ``before_period_precision``,
    ``after``, ``after_period``, ``after_period_precision``, ``verifier``), ``costs`` and ``savings`` (lists of struct:
    ``amount``, ``currency``, ``dollar_year``, ``basis``, ``unit``). Values are float64 here; the exact decimals are in the
    data classes. ``region`` and ``population_band`` are what a record's coverage says itself; searches, facets and ``gaps`` go
    by its organizations first. The field ``year:``, the facet and the order by date take ``issued`` where there is no ``date``.

SearchHits (``kb.search(…)``)
    ``rank`` (uint64), ``score`` (float32), ``id``, ``version``, ``kind``, ``status``, ``level``, ``date`` (or when it was
    issued), ``date_precision``, ``title``, ``title_language``, ``snippet``, ``snippet_section``, ``concepts``,
    ``organizations``, ``languages``.

Facets (``hits.facets``)
    One row for each value: ``facet``, ``value``, ``label``, ``broader``, ``count`` (uint64), ``selected`` (bool).

Changes (``kb.changes_since(…)``)
    ``seq`` (uint64), ``record``, ``version``, ``kind``, ``time``.

Diff (``kb.diff(…)``)
    ``path``, ``before``, ``after``: the values as JSON.

Organizations (``kb.organizations()``)
    ``id``, ``kind``, ``name_en``, ``official_name_en``, ``name_fr``, ``official_name_fr``, ``tier``, ``municipal_status``,
    ``parent``, ``region``, ``is_northern`` (bool), ``population`` (uint64, of the latest census), ``population_year``,
    ``population_band``, ``land_area_km2``, ``density`` (people for each km²), ``latitude``, ``longitude`` (degrees), ``spending_per_resident``
    (dollars a year, where the host has told it), ``website``.

Taxonomy (``kb.taxonomy()``)
    ``id``, ``scheme``, ``notation``, ``pref_label_en``, ``definition_en``, ``pref_label_fr``, ``definition_fr``, ``path``,
    ``broader``, ``related`` (lists of text), ``deprecated`` (bool), ``replaced_by``, ``mappings`` (list of struct: ``kind``,
    ``scheme``, ``notation``).
"""
