//! Both migration folders give the same tables, columns, keys, references and indexes.

use std::collections::BTreeSet;

use guichet_server::db::Db;

use crate::app::{TestApp, new_postgres};

/// A column: table, name, type as SQLite names it, whether it may be null, and its default.
type Column = (String, String, String, bool, Option<String>);
/// A key or an index: table, what it is or its name, its columns in order, whether it is unique, and which
/// rows it holds.
type Index = (String, String, String, bool, String);
/// What refers to what: table, columns, table, columns, and what happens when that goes.
type Reference = (String, String, String, String, String);

/// What a database says of itself.
#[derive(Debug)]
struct Schema {
    columns: BTreeSet<Column>,
    indexes: BTreeSet<Index>,
    references: BTreeSet<Reference>,
}

/// What SQLite keeps a type of PostgreSQL as. No other types are used.
fn in_sqlite(kind: &str) -> &str {
    match kind {
        "uuid" | "bytea" => "blob",
        "text" | "jsonb" | "timestamp with time zone" => "text",
        "bigint" | "boolean" => kind,
        _ => panic!("{kind} has no counterpart in SQLite yet"),
    }
}

/// A default without its spelling: `'[]'::jsonb` is `[]`.
fn meant(default: Option<String>) -> Option<String> {
    default.map(|text| {
        let (value, _) = text.split_once("::").unwrap_or((&text, ""));
        value.trim_matches(['\'', '(', ')']).to_owned()
    })
}

/// Which rows an index holds, as both write it.
fn rows(condition: Option<String>) -> String {
    let text = condition.unwrap_or_default().to_lowercase();
    text.replace(['(', ')', ';'], "").trim().to_owned()
}

async fn sqlite() -> Schema {
    let app = TestApp::on_sqlite().await;
    let Db::Sqlite(db) = &app.db else {
        unreachable!()
    };
    let columns: Vec<Column> = sqlx::query_as(
        "select t.name, c.name, lower(c.type), c.\"notnull\" = 0, c.dflt_value
         from sqlite_schema t join pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like '\\_sqlx%' escape '\\' and t.name not like 'sqlite%'",
    )
    .fetch_all(&db.readers)
    .await
    .unwrap();
    let indexes: Vec<(String, String, String, bool, Option<String>)> = sqlx::query_as(
        "select t.name, case i.origin when 'c' then i.name else i.origin end,
            (select group_concat(name, ', ')
                from (select name from pragma_index_info(i.name) order by seqno)),
            i.\"unique\" = 1,
            case when i.partial then substr(s.sql, instr(s.sql, ' where ') + 7) end
         from sqlite_schema t join pragma_index_list(t.name) i
         join sqlite_schema s on s.type = 'index' and s.name = i.name
         where t.type = 'table' and t.name not like '\\_sqlx%' escape '\\'",
    )
    .fetch_all(&db.readers)
    .await
    .unwrap();
    let references: Vec<Reference> = sqlx::query_as(
        "select t.name, group_concat(r.\"from\", ', ' order by r.seq), r.\"table\",
            group_concat(r.\"to\", ', ' order by r.seq), lower(r.on_delete || ', ' || r.on_update)
         from sqlite_schema t join pragma_foreign_key_list(t.name) r
         where t.type = 'table' group by t.name, r.id",
    )
    .fetch_all(&db.readers)
    .await
    .unwrap();
    Schema {
        columns: columns
            .into_iter()
            .map(|(table, name, kind, null, default)| (table, name, kind, null, meant(default)))
            .collect(),
        indexes: indexes
            .into_iter()
            .map(|(table, name, columns, unique, only)| (table, name, columns, unique, rows(only)))
            .collect(),
        references: references.into_iter().collect(),
    }
}

async fn postgres() -> Schema {
    let Db::Postgres(pool) = Db::open(&new_postgres().await).await.unwrap() else {
        unreachable!()
    };
    let columns: Vec<Column> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text, is_nullable = 'YES', column_default::text
         from information_schema.columns
         where table_schema = 'public' and table_name not like '\\_sqlx%'",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let indexes: Vec<(String, String, String, bool, Option<String>)> = sqlx::query_as(
        "select t.relname::text,
            coalesce(case k.contype when 'p' then 'pk' when 'u' then 'u' end, i.relname::text),
            (select string_agg(a.attname, ', ' order by c.place)
                from unnest(x.indkey::int2[]) with ordinality c (number, place)
                join pg_attribute a on a.attrelid = t.oid and a.attnum = c.number),
            x.indisunique, replace(pg_get_expr(x.indpred, x.indrelid), '::text', '')
         from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
         left join pg_constraint k on k.conindid = i.oid and k.contype in ('p', 'u')
         where t.relnamespace = 'public'::regnamespace and t.relname not like '\\_sqlx%'",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let references: Vec<Reference> = sqlx::query_as(
        "select t.relname::text,
            (select string_agg(a.attname, ', ' order by c.place)
                from unnest(k.conkey) with ordinality c (number, place)
                join pg_attribute a on a.attrelid = t.oid and a.attnum = c.number),
            r.relname::text,
            (select string_agg(a.attname, ', ' order by c.place)
                from unnest(k.confkey) with ordinality c (number, place)
                join pg_attribute a on a.attrelid = r.oid and a.attnum = c.number),
            case when k.confdeltype = 'a' and k.confupdtype = 'a' then 'no action, no action' else 'other' end
         from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
         where k.contype = 'f' and t.relnamespace = 'public'::regnamespace",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    Schema {
        columns: columns
            .into_iter()
            .map(|(table, name, kind, null, default)| {
                (
                    table,
                    name,
                    in_sqlite(&kind).to_owned(),
                    null,
                    meant(default),
                )
            })
            .collect(),
        indexes: indexes
            .into_iter()
            .map(|(table, name, columns, unique, only)| (table, name, columns, unique, rows(only)))
            .collect(),
        references: references.into_iter().collect(),
    }
}

/// Asserts that both say the same, and tells what only one of them says.
fn agree<T: Ord + std::fmt::Debug>(sqlite: &BTreeSet<T>, postgres: &BTreeSet<T>, least: usize) {
    assert!(sqlite.len() >= least, "{sqlite:?}");
    let only: Vec<_> = sqlite.difference(postgres).collect();
    let missing: Vec<_> = postgres.difference(sqlite).collect();
    assert!(
        only.is_empty() && missing.is_empty(),
        "on SQLite alone: {only:#?}\non PostgreSQL alone: {missing:#?}"
    );
}

#[tokio::test]
async fn both_databases_have_the_same_columns_keys_and_references() {
    let (sqlite, postgres) = (sqlite().await, postgres().await);
    agree(&sqlite.columns, &postgres.columns, 200);
    agree(&sqlite.indexes, &postgres.indexes, 50);
    agree(&sqlite.references, &postgres.references, 50);
    for column in [
        ("tickets", "priority", "text", false, Some("normal")),
        ("articles", "version", "bigint", false, Some("1")),
        ("agents", "languages", "text", false, Some("[]")),
        ("sessions", "token", "blob", false, None),
    ] {
        let (table, name, kind, null, default) = column;
        let text = str::to_owned;
        let column = (text(table), text(name), text(kind), null, default.map(text));
        assert!(sqlite.columns.contains(&column), "{column:?}");
    }
    let partial = sqlite
        .indexes
        .iter()
        .find(|index| index.1 == "teams_by_name");
    let (_, _, columns, unique, only) = partial.unwrap();
    assert_eq!(
        (columns.as_str(), *unique, only.as_str()),
        ("site_id, name", true, "removed_at is null")
    );
}

#[tokio::test]
async fn every_table_has_a_primary_key() {
    let schema = sqlite().await;
    let keys = schema.indexes.iter().filter(|index| index.1 == "pk");
    let keyed: BTreeSet<_> = keys.map(|index| &index.0).collect();
    let tables: BTreeSet<_> = schema.columns.iter().map(|column| &column.0).collect();
    assert_eq!(keyed, tables);
}

#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<_> {
        let folder = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
async fn every_table_of_a_sites_data_says_whose_it_is() {
    let columns = sqlite().await.columns;
    let tables: BTreeSet<_> = columns.iter().map(|(table, ..)| table.clone()).collect();
    // Accounts belong to no site: an agent may answer for several, and is away from all of them. An
    // unfinished file is no ticket's yet.
    let shared = [
        "sites",
        "agents",
        "sessions",
        "sign_ins",
        "absences",
        "admin_log",
        "links",
        "unfinished_files",
    ];
    for table in tables
        .iter()
        .filter(|table| !shared.contains(&table.as_str()))
    {
        let owned = |column: &Column| column.0 == *table && column.1 == "site_id" && !column.3;
        assert!(columns.iter().any(owned), "{table} has no site_id");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_guichet_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/guichet.db", folder.path().display());
    let Db::Sqlite(db) = Db::open(&url).await.unwrap() else {
        unreachable!()
    };
    sqlx::query("update _sqlx_migrations set version = 9999 where version = 2")
        .execute(&db.writer)
        .await
        .unwrap();
    let error = Db::open(&url).await.unwrap_err().to_string();
    assert!(error.contains("newer Guichet"), "{error}");
}

#[tokio::test]
async fn a_url_of_another_database_is_refused_in_words() {
    let error = Db::open("mysql://localhost/x")
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("sqlite:// or postgres://"), "{error}");
}
