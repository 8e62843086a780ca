//! Both migration folders give the same tables, columns and rules.

use std::collections::BTreeSet;

use guichet_server::db::Db;

use crate::app::{TestApp, new_postgres};

/// `table.column`, with whether it may be null.
type Columns = BTreeSet<(String, String, bool)>;

async fn sqlite_columns() -> Columns {
    let app = TestApp::on_sqlite().await;
    let Db::Sqlite(db) = &app.db else {
        unreachable!()
    };
    let rows: Vec<(String, String, bool)> = sqlx::query_as(
        "select t.name, c.name, c.\"notnull\" = 0
         from sqlite_master t join pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like '\\_sqlx%' escape '\\' and t.name not like 'sqlite%'",
    )
    .fetch_all(&db.readers)
    .await
    .unwrap();
    rows.into_iter().collect()
}

async fn postgres_columns() -> Columns {
    let Db::Postgres(pool) = Db::open(&new_postgres().await).await.unwrap() else {
        unreachable!()
    };
    let rows: Vec<(String, String, bool)> = sqlx::query_as(
        "select table_name::text, column_name::text, is_nullable = 'YES'
         from information_schema.columns
         where table_schema = 'public' and table_name not like '\\_sqlx%'",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    rows.into_iter().collect()
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let sqlite = sqlite_columns().await;
    assert!(sqlite.len() > 20, "{sqlite:?}");
    assert_eq!(sqlite, postgres_columns().await);
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
    let columns = sqlite_columns().await;
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
        let owned = (table.clone(), "site_id".to_owned(), false);
        assert!(columns.contains(&owned), "{table} has no site_id");
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
