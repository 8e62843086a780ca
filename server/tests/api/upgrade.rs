//! A database of each older Guichet, with data in it: nothing is lost when it is brought up to date, and
//! people find all of it.

use std::{path::Path, sync::Arc};

use axum::http::{Method, StatusCode};
use guichet_server::{db::Db, secrets};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection, migrate::Migrator};

use crate::{
    app::{TestApp, new_postgres},
    people::Caller,
    then::{AGENT, GUEST, INCIDENT, TICKET, VISITOR, Writing, data},
};

/// The migrations of an engine.
async fn migrations(engine: &str) -> Migrator {
    let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
    Migrator::new(Path::new(&folder)).await.unwrap()
}

/// How many rows each table has.
macro_rules! counted {
    ($connection:expr, $tables:expr) => {{
        let tables: Vec<String> = sqlx::query_scalar($tables)
            .fetch_all(&mut *$connection)
            .await
            .unwrap();
        let mut counts = Vec::new();
        for table in tables {
            let sql = AssertSqlSafe(format!("select count(*) from {table}"));
            let count: i64 = sqlx::query_scalar(sql)
                .fetch_one(&mut *$connection)
                .await
                .unwrap();
            counts.push((table, count));
        }
        counts
    }};
}

const SQLITE_TABLES: &str =
    "select name from sqlite_schema where type = 'table' and name not like '\\_sqlx%' escape '\\'";
const POSTGRES_TABLES: &str = "select relname::text from pg_class where relkind = 'r'
    and relnamespace = 'public'::regnamespace and relname not like '\\_sqlx%'";

type Counts = Vec<(String, i64)>;

/// Makes a database as it was after so many migrations, with its data: what each table has.
macro_rules! made {
    ($old:expr, $engine:literal, $writing:expr, $tables:expr, $migration:expr) => {{
        let migrations = migrations($engine).await;
        migrations.run_to($migration, &mut $old).await.unwrap();
        let data = data(&$writing, $migration);
        sqlx::raw_sql(AssertSqlSafe(data))
            .execute(&mut $old)
            .await
            .unwrap();
        let counts = counted!(&mut $old, $tables);
        $old.close().await.unwrap();
        counts
    }};
}

async fn upgraded_on_sqlite(migration: i64) -> (TestApp, Counts) {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let url = format!("sqlite://{}/guichet.db", folder.path().display());
    let mut old = SqliteConnection::connect(&format!("{url}?mode=rwc"))
        .await
        .unwrap();
    let writing = Writing {
        id: |id| format!("x'{}{id:02x}'", "00".repeat(15)),
        bytes: |hex| format!("x'{hex}'"),
    };
    let counts = made!(old, "sqlite", writing, SQLITE_TABLES, migration);
    (
        TestApp::node(Db::open(&url).await.unwrap(), folder).await,
        counts,
    )
}

async fn upgraded_on_postgres(migration: i64) -> (TestApp, Counts) {
    let url = new_postgres().await;
    let mut old = PgConnection::connect(&url).await.unwrap();
    let writing = Writing {
        id: |id| format!("'00000000-0000-0000-0000-0000000000{id:02x}'"),
        bytes: |hex| format!("'\\x{hex}'"),
    };
    let counts = made!(old, "postgres", writing, POSTGRES_TABLES, migration);
    let folder = Arc::new(tempfile::tempdir().unwrap());
    (
        TestApp::node(Db::open(&url).await.unwrap(), folder).await,
        counts,
    )
}

async fn reads(app: &TestApp, caller: &Caller, path: &str) -> Value {
    let reply = app
        .call(caller, Method::GET, &format!("/api/v1/{path}"), None)
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
    reply.json()
}

/// Looks at a database that was brought up to date from this migration.
async fn is_whole(mut app: TestApp, before: Counts, migration: i64) {
    app.restart(false);
    let after: Counts = match &app.db {
        Db::Sqlite(db) => {
            let mut connection = db.readers.acquire().await.unwrap();
            counted!(connection, SQLITE_TABLES)
        }
        Db::Postgres(pool) => {
            let mut connection = pool.acquire().await.unwrap();
            counted!(connection, POSTGRES_TABLES)
        }
    };
    for (table, rows) in &before {
        assert!(
            *rows > 0,
            "{table} of migration {migration} has no data in this test"
        );
        assert!(
            after.contains(&(table.clone(), *rows)),
            "{table} had {rows} rows: {after:?}"
        );
    }
    let versions = after.iter().find(|(table, _)| table == "article_versions");
    assert_eq!(versions.unwrap().1, 2);

    let nobody = Caller::Nobody;
    let article = reads(&app, &nobody, "sites/acme/articles/returns").await;
    assert!(article.to_string().contains("Send it "), "{article}");
    let found = reads(&app, &nobody, "sites/acme/search?q=refund").await;
    assert!(found.to_string().contains("returns"), "{found}");
    let draft = app.get("/api/v1/sites/acme/articles/draft").await;
    assert_eq!(draft.status, StatusCode::NOT_FOUND);
    if migration >= 2 {
        tickets_are_served(&app).await;
    }
    if migration >= 4 {
        the_desk_is_served(&app).await;
    }
    if migration >= 5 {
        let incident = reads(&app, &agent(), &format!("desk/incidents/{INCIDENT}")).await;
        assert_eq!(
            (
                &incident["version"],
                incident["edits"].as_array().unwrap().len()
            ),
            (&json!(2), 1)
        );
    }
    // New work begins where the old ended.
    let (ticket, customer) = app.file("acme").await;
    let thread = reads(&app, &customer, &format!("tickets/{ticket}")).await;
    let number = if migration >= 2 { 3 } else { 1 };
    assert_eq!(thread["ticket"]["number"], number);
}

fn agent() -> Caller {
    Caller::Agent(format!("__Host-guichet-desk={AGENT}"))
}

async fn tickets_are_served(app: &TestApp) {
    let visitor = Caller::Visitor(VISITOR.to_owned());
    let own = reads(app, &visitor, "tickets").await;
    let numbers: Vec<_> = own["tickets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ticket| &ticket["number"])
        .collect();
    assert_eq!(numbers, [2, 1]);
    let thread = reads(app, &visitor, &format!("tickets/{TICKET}"))
        .await
        .to_string();
    for words in ["Where is it now?", "It is on its way.", "Ana"] {
        assert!(thread.contains(words), "{words}: {thread}");
    }
    assert!(!thread.contains("ana@acme.example"), "{thread}");
    let queue = reads(app, &agent(), "desk/tickets").await.to_string();
    assert!(queue.contains("My parcel again"), "{queue}");
    let thread = reads(app, &agent(), &format!("desk/tickets/{TICKET}")).await;
    assert_eq!(thread["events"].as_array().unwrap().len(), 3, "{thread}");
    let path = format!("/api/v1/desk/tickets/{TICKET}/messages");
    let reply = json!({"body": "It has arrived."});
    let reply = app.call(&agent(), Method::POST, &path, Some(&reply)).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    let versions = reads(app, &agent(), "desk/articles").await.to_string();
    assert!(versions.contains("A draft"), "{versions}");
}

async fn the_desk_is_served(app: &TestApp) {
    for (path, words) in [
        (format!("desk/tickets/{TICKET}"), "vip"),
        (format!("desk/tickets/{TICKET}"), "Billing"),
        ("desk/incidents".to_owned(), "Cards fail"),
        (format!("desk/incidents/{INCIDENT}"), "We look into it."),
        ("desk/macros".to_owned(), "Which order"),
        ("desk/members".to_owned(), "Ana Silva"),
    ] {
        let read = reads(app, &agent(), &path).await.to_string();
        assert!(read.contains(words), "{path}, {words}: {read}");
    }
    let guest = Caller::Guest(GUEST.to_owned());
    let read = reads(app, &guest, "guest").await.to_string();
    assert!(read.contains("It is on its way."), "{read}");
}

#[tokio::test]
async fn data_of_every_earlier_version_is_served_after_the_upgrade_on_sqlite() {
    for migration in Db::migrations() {
        let (app, before) = upgraded_on_sqlite(migration).await;
        is_whole(app, before, migration).await;
    }
}

#[tokio::test]
async fn data_of_every_earlier_version_is_served_after_the_upgrade_on_postgres() {
    for migration in Db::migrations() {
        let (app, before) = upgraded_on_postgres(migration).await;
        is_whole(app, before, migration).await;
    }
}

#[test]
fn the_stored_hashes_are_those_of_the_tokens() {
    let writing = Writing {
        id: |id| id.to_string(),
        bytes: str::to_owned,
    };
    let data = data(&writing, 4);
    for token in [AGENT, VISITOR, GUEST] {
        let hash = secrets::hash(token.as_bytes());
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(data.contains(&hex), "{token}");
    }
}
