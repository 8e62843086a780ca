-- Files that are sent to a bucket in pieces and are not whole yet: noted before the first piece, so
-- that what a server leaves behind that is stopped in the middle can be thrown away.
create table unfinished_files (
    -- The id that the file would have had.
    id blob primary key not null,
    -- What the bucket calls the upload.
    upload text not null,
    begun_at text not null
);
