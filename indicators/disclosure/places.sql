-- Which areas a tier sees, and what is known of an area besides figures.

insert into {target}.area select * replace ({team} as team) from {source}.area semi join shield_level using (level);
insert into {target}.area_overlap
    select o.* from {source}.area_overlap as o
    semi join {target}.area as a on a.area_id = o.area_id semi join {target}.area as p on p.area_id = o.part_id;
insert into {target}.plan
    select p.* from {source}.plan as p
    join {target}.area as a using (area_id) cross join shield_homes where a.homes >= min_homes;
