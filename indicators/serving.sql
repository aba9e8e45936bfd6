-- Keys are unique and tested (tests/spec/test_publish.py), not declared: an index over text ids is larger than its table.
-- What a build publishes: the only tables that pages and exports see. No row-level data.
-- One file per tier with the same tables; a value that a tier shields does not exist in its file.
-- Area ids are stable between builds: building:<complex>-<street>-<n>, complex:…, street:…,
-- neighbourhood:BU…, district:WK…, municipality:GM…, stock. Text in tables is Dutch where people read it.

create table build (            -- one row
    build_id varchar not null, built_at timestamp not null, tier varchar not null,
    corporation varchar not null, reference_date date not null, latest_quarter varchar not null,
    default_method varchar not null, synthetic boolean not null, load_factor integer not null,
    invented varchar not null, base_url varchar not null,
    geometry_hash varchar not null, input_hash varchar not null,
    privacy_contact varchar not null,       -- whom people can ask about their data; empty: not given
    thresholds varchar);             -- JSON: per tier the lowest level and the smallest homes, counts and answers that may be shown

create table arrangement (       -- what is off by default and was switched on (monitor.toml): shown on every page and export
    subject varchar not null,    -- an indicator, or a group of them such as 'arrears', 'tenants_under_23'
    arrangement varchar not null);

create table quarter (quarter varchar not null, starts_on date not null, ends_on date not null);  -- '2026-3'

create table area (
    area_id varchar not null, level varchar not null, code varchar not null, name varchar not null,
    homes integer not null,                 -- social homes in service on the reference date
    feature_id integer,                     -- contiguous from 0 within a level, the index of the map's byte; null: not drawn
    neighbourhood_id varchar, district_id varchar, municipality_id varchar,   -- where most of its homes stand
    dwelling_type varchar, building_period varchar, size_class varchar,
    similar_class varchar,                  -- the fixed class of similar places: 'type|period|size', '*' where it was widened
    built_year integer, team varchar,
    lon double, lat double, west double, south double, east double, north double);  -- EPSG:4326

create table area_overlap (area_id varchar not null, part_id varchar not null, homes integer not null);
    -- areas of different levels that share homes, the lower level in part_id

create table indicator (
    indicator varchar not null, label varchar not null, unit varchar not null, theme varchar not null,
    kind varchar not null, better varchar not null,   -- 'lower', 'higher', 'none'
    source varchar not null, lowest_level varchar not null, decimals integer not null,
    count_label varchar not null,                     -- 'zaak bij {n} woningen|zaken bij {n} woningen': one and many; '{n} antwoord|{n} antwoorden' counts n itself
    description varchar not null,
    months integer not null, max_age_months integer not null,   -- the window it looks back over; how old its input may be
    min_n double not null,                            -- with less behind it the figure is insufficient
    interval varchar not null);                       -- what its margin is that of: 'rate', 'share', 'mean', 'none'

create table method (
    method varchar not null, version varchar not null, title varchar not null, description varchar not null,
    scale_low double not null, scale_high double not null,   -- BIK 1 … 5
    green_until double not null, red_from double not null,   -- on the method's own scale; which side is worse: scale_high asks most
    document varchar not null);                              -- the TOML itself

create table method_indicator (
    method varchar not null, theme varchar not null, theme_label varchar not null, indicator varchar not null,
    weight double not null, worst double not null, best double not null, mark varchar not null, reason varchar not null,
    green_until double, red_from double);   -- a light of its own, in the indicator's unit; null: none

create table too_small (area_id varchar not null, indicator varchar not null);   -- figures of areas with too few homes even inside

create table value_of_above (               -- areas of which an indicator is always that of the area above
    area_id varchar not null, indicator varchar not null, above_id varchar not null);

create table stored_value (                 -- what is written of indicator_value, which is the one to read
    area_id varchar not null, quarter varchar not null, indicator varchar not null,
    numerator double, denominator double, n double,          -- counts, homes or answers behind the value
    value double, shrunk double, lower double, upper double, -- 95 % interval, in the indicator's unit
    state varchar not null,                                  -- 'ok', 'insufficient', 'shielded', 'ceiling' (see count_ceiling), 'off', 'expired'
    measured_until date,                                     -- last day of the input that counts here
    inherited_from varchar,                                  -- area_id of the area above that it was taken from
    stock_value double, similar_value double,                -- the stock, and the class of similar places
    comparison varchar,                                      -- to the stock: 'better', 'worse', 'similar', null
    similar_comparison varchar,                              -- to similar places, the same words
    similar_n integer,                                       -- similar places with a figure, the place itself included
    trend varchar, trend_judged varchar,                     -- 'up', 'down'; 'better', 'worse'; null: no call
    change double,                                           -- since the last window that does not overlap (a year; two for marks over two years)
    change_from varchar,                                     -- the quarter of that window
    change_passes boolean);                                  -- more than chance at 5 %; null: not tested

create view indicator_value as              -- complete: every area × quarter × indicator that is valid at its level
    select * from stored_value
    union all by name
    select v.* replace (
        w.area_id as area_id,
        case when v.denominator is not null then w.above_id end as inherited_from,
        case when v.denominator is not null then v.similar_value end as similar_value,
        case when v.denominator is not null then v.similar_n end as similar_n)
    from value_of_above as w join stored_value as v on v.area_id = w.above_id and v.indicator = w.indicator
    union all by name
    select area_id, quarter, indicator, 'shielded' as state from too_small cross join quarter;

create table count_ceiling (                -- where exact counts are shielded: the count was 0 to at_most in every quarter
    area_id varchar not null, indicator varchar not null, at_most integer not null);

create table own_target (                   -- what a partner's own indicator is meant to reach, per area and measurement
    area_id varchar not null, indicator varchar not null, measured_until date not null, target double not null,
    n double);                              -- what the figure of this area was counted over; null: not delivered here

create table score (                        -- every area of the levels that carry a light × quarter × method
    area_id varchar not null, quarter varchar not null, method varchar not null,
    light varchar not null, certainty varchar,               -- see data/vocabulary.py; null without a colour
    score double, lower double, upper double,                -- on the method's scale, 5–95 % interval
    points double,                                           -- 0 (worst) … 100 (best)
    p_green double, p_amber double, p_red double,
    coverage double not null,                                -- share of the weight that is present
    worst_theme varchar,
    worst_theme_red boolean,                                 -- the worst theme alone is red, the light is not
    missing varchar[] not null, expired varchar[] not null,
    reason varchar not null,                                 -- why, in Dutch: a bold sentence, then a normal one, split by \n
    red_since varchar,                                       -- first quarter of the present run of this light
    previous_light varchar);                                 -- a quarter ago

create table stored_theme_score (           -- what is written of theme_score outside the corporation
    area_id varchar not null, quarter varchar not null, method varchar not null, theme varchar not null,
    score double, stock_score double, weight double not null);

create table stored_contribution (          -- and of contribution
    area_id varchar not null, quarter varchar not null, method varchar not null, indicator varchar not null,
    contribution double not null);

create table explained (                    -- what is written of both inside it: by the places of method_theme and method_weighed
    area_id varchar not null, quarter varchar not null, method varchar not null,
    themes double[] not null, stock_themes double[] not null, contributions double[] not null);

create table method_theme (method varchar not null, theme varchar not null, weight double not null, place integer not null);  -- from 1

create table method_weighed (method varchar not null, indicator varchar not null, place integer not null);

create view theme_score as
    from stored_theme_score
    union all by name
    select area_id, quarter, method, theme, themes[place] as score, stock_themes[place] as stock_score, weight
    from explained join method_theme using (method) where themes[place] is not null;

create view contribution as                 -- how far an indicator moves the score from the stock's mean
    from stored_contribution
    union all by name
    select area_id, quarter, method, indicator, contributions[place] as contribution
    from explained join method_weighed using (method) where contributions[place] is not null;

create table facility (                     -- public places, the same in every tier; as delivered
    facility_id varchar not null, name varchar not null, kind varchar not null, lon double not null, lat double not null);

create table plan (                         -- per complex that the tier shows and that is large enough
    area_id varchar not null, year integer not null, plan varchar not null,   -- 'renovatie', 'sloop', 'verkoop', 'nieuwbouw'
    homes integer, condition_score double);

create table intervention (                 -- what was done; the closed tier: kind and period of physical works, open: nothing
    intervention_id varchar not null,       -- 'file:I001', or 'screen:…' with the id and version in the workflow store
    version integer,
    area_id varchar not null, kind varchar not null, measure varchar,     -- kind: see data/vocabulary.py
    started_on date not null, ended_on date, hours double, euros double, partner varchar,
    indicator varchar, goal varchar,        -- goal: as it was written, where no indicator is called that
    target double);

-- Private tier only: what it did to its goal (docs/decisions/0013-effect-of-inzet.md). No row: its goal is no count per home.
create table intervention_effect (
    intervention_id varchar not null, word varchar not null,              -- see data/vocabulary.py
    before_from date not null, after_from date not null, after_until date not null,
    before double not null, after double not null,                        -- events
    years_before double not null, years_after double not null,            -- home-years
    expected double, dispersion double,     -- events after at a place as bad without intervention; null: nothing to compare with
    most_less double,                       -- the highest count after that would have been demonstrably less than expected
    own_ratio double, own_lower double, own_upper double,                 -- after ÷ before as rates, 95 % interval
    ratio double, lower double, upper double,                             -- after ÷ expected
    series_ratio double, series_lower double, series_upper double,        -- step of the interrupted series
    beside_ratio double, beside_lower double, beside_upper double);       -- own change ÷ that of the places beside it

create table intervention_beside (          -- untreated places that began bad too, in the same months
    intervention_id varchar not null, area_id varchar not null,
    before double not null, after double not null, years_before double not null, years_after double not null);

create table work_done (                    -- for residents: kinds of intervention in the year up to a quarter's end, at the place or in it
    area_id varchar not null, quarter varchar not null, kind varchar not null);   -- outside the private tier from the neighbourhood up

create table source (                       -- one row per source kind that was delivered
    kind varchar not null, title varchar not null, owner varchar not null, files integer not null,
    rows_read bigint not null, accepted bigint not null, rejected bigint not null, duplicates bigint not null,
    period_from date, period_until date, matched_share double);   -- outside the private tier records begin with a counted quarter and end with a month

create table source_absent (kind varchar not null, title varchar not null);   -- source kinds that were not delivered

-- Down to reject_reason the private tier only: what a data steward needs.
create table source_file (
    kind varchar not null, file varchar not null, form varchar not null,   -- 'csv, utf-8'
    rows_read bigint not null, accepted bigint not null, rejected bigint not null, duplicates bigint not null,
    period_from date, period_until date, dropped_columns varchar[] not null,
    delivered_on date, verdict varchar not null, counting bigint not null);  -- 'accepted'; 'kept': its file is gone; 'replaced': a newer one took its place, in no total; rows of it that count

create table source_match (kind varchar not null, method varchar not null, rows bigint not null);  -- how a record was tied to a place

create table source_quarter (kind varchar not null, quarter varchar not null, rows bigint not null);  -- records by the date of the event, zeros included

create table reject_reason (kind varchar not null, file varchar not null, reason varchar not null, rows bigint not null);

create table standing (                     -- latest quarter: the place among all of its level that have a colour; 1 asks most
    area_id varchar not null, method varchar not null, ranked integer not null,
    other_weights_low integer not null, other_weights_high integer not null,  -- under other weights and another mean
    left_out_low integer not null, left_out_high integer not null);      -- with each indicator left out in turn

create table sensitivity (                  -- latest quarter, per level: how much an indicator decides
    method varchar not null, level varchar not null, indicator varchar not null,
    weight double not null,                 -- as the method gives it
    effective_weight double not null,       -- its share in how scores differ between places; adds up to 1
    lights_changed integer not null,        -- lights that change when it is left out
    ranks_moved double not null);           -- mean number of places that an area then moves

-- Attenderingen, the private tier only: counts of one place in a few months are what the other tiers shield.
create table signal (
    signal_id varchar not null,             -- area|measure|month in which it began: the same from build to build
    area_id varchar not null, measure varchar not null, label varchar not null,  -- 'cases', 'complaints:noise', 'score'; its Dutch plural
    state varchar not null, strong boolean not null,        -- 'surge', 'one_reporter' (not a surge), 'decline' or 'recovery' of the score
    begins_on date not null, found_on date not null, last_on date not null,      -- first days of months; of a score the first quarter, and the last months of quarters
    ongoing boolean not null, provisional boolean not null, -- called in the last closed month; by a month that is not over
    window_months integer not null, observed integer, expected double, chance double not null,      -- counts: null of a score
    smallest integer,                       -- the smallest count that would have been called here
    voices integer, loudest integer,        -- reporters (addresses of cases), and the count of the loudest
    shown_with varchar,                     -- the attendering of which this is the same rise at another level or kind
    registration varchar,                   -- registration_change that touches it
    sentence varchar not null);

create table signal_reach (                 -- what would have been noticed in the last months
    area_id varchar not null, measure varchar not null, months integer not null, expected double not null, smallest integer not null);

create table signal_frame (                 -- one row: how was looked
    budget double not null,                 -- expected false attenderingen a month for the whole stock, at most
    tests integer not null, alpha double not null, judged_from date not null, judged_until date not null,
    running boolean not null, registered_share double not null);

create table registration_change (          -- the same change of level over a team's whole area; private tier only
    change_id varchar not null, team varchar not null,       -- empty: every team
    source varchar not null, begins_on date not null, factor double not null, lower double not null, upper double not null);

create table registration_area (change_id varchar not null, area_id varchar not null);

create table worse_run (                    -- quarters in a row, up to the latest, worse or better than similar places
    area_id varchar not null, method varchar not null,      -- method: empty for an indicator
    subject varchar not null, word varchar not null, quarters integer not null);   -- an indicator, or 'score'
-- What stands beside the lights (indicators/beside.py).
create table type_basis (                   -- one row: of what types of neighbourhoods were made; public figures only
    places integer not null, own_places integer not null,    -- neighbourhoods in the sample, and how many of these are in `area`
    year integer,                                            -- of the Leefbaarometer
    figures varchar[] not null,                              -- what they were compared on
    types integer not null);                                 -- 0: the data support none

create table type_tried (                   -- how many types were tried, and whether the data support so many
    types integer not null, silhouette double not null, smallest_share double not null, holds boolean not null);

create table neighbourhood_type (           -- a description, not a judgement; 'A' is the largest
    type varchar not null, label varchar not null, description varchar not null,
    places integer not null, share double not null);         -- of the sample

create table area_type (                    -- the type of each neighbourhood
    area_id varchar not null, type varchar not null,
    between varchar);                       -- the type that is about as near; null: clearly of its own type

create table budget (                       -- private tier only: euros and fte per year, from complex upward
    area_id varchar not null, year integer not null, spending varchar not null,
    euros double, fte double,               -- own, and a share by homes of what was delivered for an area above
    own_euros double, own_fte double);      -- delivered for the place itself or for parts of it; null: nothing was

create table hot_spot (                     -- private tier only: complexes and streets of ten homes and more
    area_id varchar not null,
    among varchar not null,                 -- 'hot' (high among high, beyond chance), 'high' (may be chance), 'other', 'alone' (no neighbours)
    cases integer not null, neighbours integer not null,
    chance double,                          -- of local Moran's I under permutation; null: not tested
    months integer not null, reach_m double not null);

create table report_concentration (         -- private tier only: neighbourhoods and up with enough reports and reporters
    area_id varchar not null, reports integer not null, reporters integer not null,
    top_reporters integer not null, share double not null,    -- of the reports, from a tenth of the reporters
    months integer not null);

create table facility_distance (            -- complexes and streets: straight line to the nearest of each kind
    area_id varchar not null, kind varchar not null, name varchar not null, metres double not null);

-- Private tier only, and only where [arrangements] names who switched the outlook on.
create table outlook (area_id varchar not null, chance double not null);  -- of red four quarters on, by what `used` says

create table outlook_test (                 -- one row; none where the outlook is off
    used varchar not null,                  -- 'model', or the simple rule that it does not beat: 'no_change', 'three_years'; '' too few red
    forecasts integer not null, red integer not null, origins integer not null, brier double);

create table outlook_skill (                -- Brier skill of the model against each rule, 95 % interval
    rule varchar not null, brier double not null, skill double not null, lower double not null, upper double not null);

create table outlook_calibration (          -- of the model: what was said and what came
    low double not null, high double not null, forecasts integer not null, said double not null, came double not null,
    lower double not null, upper double not null);
