-- Key figures of CBS.
select
    case left(code, 2) when 'BU' then 'neighbourhood:' when 'WK' then 'district:' else 'municipality:' end || code as area_id,
    year::varchar as period, inhabitants, households, homes, corporation_share_pct
from stg_context order by area_id, period
