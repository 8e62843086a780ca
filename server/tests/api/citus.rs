//! The keys that Citus asks for: docs/citus.sql changes them on plain PostgreSQL, and Guichet works with
//! them as before. Citus itself is not part of these tests.

use std::collections::BTreeSet;

use guichet_server::{db::Db, moving};
use sqlx::PgPool;

use crate::{
    app::{TestApp, new_postgres},
    filled::{answer_alike, answers, fill},
};

const SCRIPT: &str = include_str!("../../../docs/citus.sql");

/// The part that is plain PostgreSQL, and the one that is Citus'.
fn parts() -> (&'static str, &'static str) {
    SCRIPT.split_once("-- Part 2").unwrap()
}

/// The tables that the script hands to this function of Citus.
fn tables_of(function: &str) -> BTreeSet<String> {
    let call = format!("select {function}('");
    let calls = parts().1.split(&call).skip(1);
    calls
        .map(|call| call.split('\'').next().unwrap().to_owned())
        .collect()
}

/// A migrated PostgreSQL, and what is in it.
async fn open(url: &str) -> PgPool {
    let Db::Postgres(pool) = Db::open(url).await.unwrap() else {
        unreachable!()
    };
    pool
}

async fn change_keys(url: &str) {
    let pool = open(url).await;
    let mut tx = pool.begin().await.unwrap();
    sqlx::raw_sql(parts().0).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    pool.close().await;
}

#[tokio::test]
async fn every_answer_is_the_same_after_the_keys_of_a_full_database_were_changed() {
    let mut app = TestApp::on_sqlite().await;
    let people = fill(&mut app).await;
    let before = format!("sqlite://{}/guichet.db", app.folder().display());
    let url = new_postgres().await;
    moving::copy(&before, &url).await.unwrap();
    change_keys(&url).await;
    let there = app.moved_to(&url).await;
    answer_alike(&app, &there, &people).await;
    // What is moved there later finds its place as well.
    let next = new_postgres().await;
    open(&next).await.close().await;
    change_keys(&next).await;
    let report = moving::copy(&before, &next).await.unwrap();
    assert!(report.different().is_empty(), "{report}");
    let report = moving::copy(&next, &new_postgres().await).await.unwrap();
    assert!(report.different().is_empty(), "{report}");
}

#[tokio::test]
async fn all_that_people_do_goes_on_with_the_changed_keys() {
    let url = new_postgres().await;
    open(&url).await.close().await;
    change_keys(&url).await;
    let mut app = TestApp::on_sqlite().await.moved_to(&url).await;
    let people = fill(&mut app).await;
    assert!(answers(&app, &people).await.len() > 80);
}

#[tokio::test]
async fn every_table_is_spread_by_site_or_whole_everywhere() {
    let pool = open(&new_postgres().await).await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class
         where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '_sqlx_migrations'",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let (spread, whole) = (
        tables_of("create_distributed_table"),
        tables_of("create_reference_table"),
    );
    assert!(spread.is_disjoint(&whole));
    let all: BTreeSet<_> = spread.union(&whole).cloned().collect();
    assert_eq!(all, tables.into_iter().collect());
}

#[tokio::test]
async fn every_key_of_a_spread_table_has_the_site_in_it() {
    let url = new_postgres().await;
    open(&url).await.close().await;
    change_keys(&url).await;
    let pool = open(&url).await;
    let spread = tables_of("create_distributed_table");
    let keys: Vec<(String, String, Vec<String>)> = sqlx::query_as(
        "select t.relname::text, i.relname::text,
            array(select a.attname::text from pg_attribute a
                where a.attrelid = t.oid and a.attnum = any(x.indkey::int2[]))
         from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
         where x.indisunique and t.relnamespace = 'public'::regnamespace",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    for (table, key, columns) in keys {
        let has_site = columns.iter().any(|column| column == "site_id");
        assert!(has_site || !spread.contains(&table), "{key} of {table}");
    }
    let references: Vec<(String, String, String, Vec<String>)> = sqlx::query_as(
        "select t.relname::text, r.relname::text, k.conname::text,
            array(select a.attname::text from pg_attribute a
                where a.attrelid = t.oid and a.attnum = any(k.conkey))
         from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
         where k.contype = 'f' and t.relnamespace = 'public'::regnamespace",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert!(references.len() > 40, "{references:?}");
    for (from, to, name, columns) in references {
        if spread.contains(&to) {
            // What is whole everywhere cannot refer to what is not.
            assert!(spread.contains(&from), "{name}");
            assert!(columns.iter().any(|column| column == "site_id"), "{name}");
        }
    }
}
