-- Facilities as points in EPSG:28992.
select facility_id, name, kind, x_m, y_m from stg_facilities order by facility_id
