-- Every code of the division in use, also of districts and municipalities that were not delivered themselves.
select distinct code from area_shape order by code
