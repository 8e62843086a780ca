//! Moving to another database: all of it arrives, it is proven, and half of it never stays.

use std::{process::Command, time::Duration};

use guichet_server::{db::Db, moving};
use serde_json::json;
use tokio::time::{sleep, timeout};

use crate::{
    app::{TestApp, new_postgres},
    filled::{answer_alike, fill},
};

fn url_of(app: &TestApp) -> String {
    format!("sqlite://{}/guichet.db", app.folder().display())
}

/// The tables with data, as the report says.
fn full(report: &moving::Report) -> Vec<String> {
    let text = report.to_string();
    let lines = text
        .lines()
        .skip(1)
        .map(|line| line.split_whitespace().collect::<Vec<_>>());
    let full = lines.filter(|words| words[1] != "0" && words[3] == "same");
    full.map(|words| words[0].to_owned()).collect()
}

#[tokio::test]
async fn everything_is_moved_to_postgres_and_back_and_every_answer_is_the_same() {
    let mut app = TestApp::on_sqlite().await;
    let people = fill(&mut app).await;
    let Db::Sqlite(db) = &app.db else {
        unreachable!()
    };
    let mut tables: Vec<String> = sqlx::query_scalar(
        "select name from sqlite_schema where type = 'table' and name not like '\\_sqlx%' escape '\\'",
    )
    .fetch_all(&db.readers)
    .await
    .unwrap();

    let postgres = new_postgres().await;
    let report = moving::copy(&url_of(&app), &postgres).await.unwrap();
    assert!(report.different().is_empty(), "{report}");
    let mut moved = full(&report);
    tables.sort();
    moved.sort();
    // A table that is added later is in this list, and must be filled above.
    assert_eq!(moved, tables);
    let there = app.moved_to(&postgres).await;
    answer_alike(&app, &there, &people).await;

    let back = format!("sqlite://{}/back.db", app.folder().display());
    let report = moving::copy(&postgres, &back).await.unwrap();
    assert_eq!(full(&report).len(), tables.len(), "{report}");
    let back = app.moved_to(&back).await;
    answer_alike(&app, &back, &people).await;
    // Work goes on there.
    let (ticket, _) = back.file("demo").await;
    back.desk(
        &people.zara,
        ticket,
        "messages",
        json!({"body": "Welcome."}),
    )
    .await;
}

#[tokio::test]
async fn a_database_is_copied_to_another_of_its_kind() {
    let mut app = TestApp::on_sqlite().await;
    fill(&mut app).await;
    let copy = format!("sqlite://{}/copy.db", app.folder().display());
    let report = moving::copy(&url_of(&app), &copy).await.unwrap();
    assert!(report.different().is_empty(), "{report}");
    let (one, two) = (new_postgres().await, new_postgres().await);
    for (from, to) in [(&copy, &one), (&one, &two)] {
        let report = moving::copy(from, to).await.unwrap();
        assert!(report.different().is_empty(), "{report}");
    }
    let report = moving::compare(&copy, &two).await.unwrap();
    assert!(report.different().is_empty(), "{report}");
}

#[tokio::test]
async fn a_row_that_is_not_the_same_is_found_however_little_differs() {
    let mut app = TestApp::on_sqlite().await;
    fill(&mut app).await;
    let url = new_postgres().await;
    moving::copy(&url_of(&app), &url).await.unwrap();
    let there = app.moved_to(&url).await;
    for (table, harm, repair) in [
        (
            "tickets",
            "update tickets set updated_at = updated_at + interval '1 microsecond' where number = 1",
            "update tickets set updated_at = updated_at - interval '1 microsecond' where number = 1",
        ),
        (
            "articles",
            "update articles set published = not published where slug = 'get-refund'",
            "update articles set published = not published where slug = 'get-refund'",
        ),
        (
            "macros",
            "update macros set actions = actions || '{\"snooze\": 1}'",
            "update macros set actions = actions - 'snooze'",
        ),
        (
            "visitor_tokens",
            "update visitor_tokens set token = token || '\\x00'",
            "update visitor_tokens set token = substr(token, 1, 32)",
        ),
        ("sign_ins", "delete from sign_ins", ""),
    ] {
        there.execute(harm).await;
        let report = moving::compare(&url_of(&app), &url).await.unwrap();
        assert_eq!(report.different(), [table], "{report}");
        if !repair.is_empty() {
            there.execute(repair).await;
        }
    }
    let ended = Command::new(env!("CARGO_BIN_EXE_guichet"))
        .args([
            "migrate-data",
            "--compare",
            "--from",
            &url_of(&app),
            "--to",
            &url,
        ])
        .output()
        .unwrap();
    assert!(!ended.status.success());
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(
        told.contains("not the same in both databases: sign_ins"),
        "{told}"
    );
}

/// Changes a PostgreSQL database whose tables are there.
async fn on_postgres(url: &str, sql: &'static str) {
    let Db::Postgres(pool) = Db::open(url).await.unwrap() else {
        unreachable!()
    };
    sqlx::raw_sql(sql).execute(&pool).await.unwrap();
    pool.close().await;
}

#[tokio::test]
async fn what_arrives_otherwise_than_it_was_sent_is_not_kept() {
    let app = TestApp::on_sqlite().await;
    app.site("acme").await;
    app.file("acme").await;
    let url = new_postgres().await;
    let harm = "create function harm() returns trigger language plpgsql as
            $$ begin new.subject = new.subject || ' '; return new; end $$;
        create trigger harm before insert on tickets for each row execute function harm();";
    on_postgres(&url, harm).await;
    let report = moving::copy(&url_of(&app), &url).await.unwrap();
    assert_eq!(report.different(), ["tickets"], "{report}");
    on_postgres(&url, "drop trigger harm on tickets").await;
    // It is empty, or this would be refused.
    let report = moving::copy(&url_of(&app), &url).await.unwrap();
    assert!(report.different().is_empty(), "{report}");
}

#[tokio::test]
async fn a_move_that_is_killed_in_the_middle_leaves_nothing() {
    let app = TestApp::on_sqlite().await;
    app.site("acme").await;
    app.file("acme").await;
    let url = new_postgres().await;
    let slow = "create function slow() returns trigger language plpgsql as
            $$ begin perform pg_sleep(2); return new; end $$;
        create trigger slow before insert on events for each row execute function slow();";
    on_postgres(&url, slow).await;
    let mut moving = Command::new(env!("CARGO_BIN_EXE_guichet"))
        .args(["migrate-data", "--from", &url_of(&app), "--to", &url])
        .spawn()
        .unwrap();
    let Db::Postgres(pool) = Db::open(&url).await.unwrap() else {
        unreachable!()
    };
    let until = async |wanted: i64| {
        let sql = "select count(*) from pg_stat_activity where datname = current_database()
            and state <> 'idle' and query like 'insert into \"events\"%'";
        while sqlx::query_scalar::<_, i64>(sql)
            .fetch_one(&pool)
            .await
            .unwrap()
            != wanted
        {
            sleep(Duration::from_millis(20)).await;
        }
    };
    // By now sites and tickets are written, and events are not.
    timeout(Duration::from_secs(20), until(1)).await.unwrap();
    moving.kill().unwrap();
    moving.wait().unwrap();
    timeout(Duration::from_secs(20), until(0)).await.unwrap();
    for table in ["sites", "tickets", "events"] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let (rows,): (i64,) = sqlx::query_as(sql).fetch_one(&pool).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    on_postgres(&url, "drop trigger slow on events").await;
    let report = moving::copy(&url_of(&app), &url).await.unwrap();
    assert!(report.different().is_empty(), "{report}");
}

async fn refusal(from: &str, to: &str) -> String {
    format!("{:#}", moving::copy(from, to).await.unwrap_err())
}

#[tokio::test]
async fn what_cannot_be_moved_is_refused_in_words() {
    let app = TestApp::on_sqlite().await;
    app.site("acme").await;
    let (from, to) = (url_of(&app), new_postgres().await);
    on_postgres(
        &to,
        "insert into sign_ins (id, tried, created_at) values (gen_random_uuid(), '', now())",
    )
    .await;
    let told = refusal(&from, &to).await;
    assert!(told.contains("holds data already (in sign_ins)"), "{told}");

    let nowhere = app.folder().join("nowhere.db");
    let told = refusal(&format!("sqlite://{}", nowhere.display()), &to).await;
    assert!(told.contains("cannot open the database file"), "{told}");
    assert!(!nowhere.exists(), "a wrong path made a database");
    let told = refusal("mysql://localhost/x", &to).await;
    assert!(told.contains("sqlite:// or postgres://"), "{told}");
    let told = refusal(&new_postgres().await, &to).await;
    assert!(
        told.contains("to move from is not one of Guichet"),
        "{told}"
    );

    app.execute("delete from _sqlx_migrations where version = 7")
        .await;
    let told = refusal(&from, &new_postgres().await).await;
    assert!(
        told.contains("is of an older Guichet") && told.contains("start this version with it once"),
        "{told}"
    );
    app.execute("update _sqlx_migrations set version = 9999 where version = 6")
        .await;
    let told = refusal(&from, &new_postgres().await).await;
    assert!(told.contains("written by a newer Guichet"), "{told}");
}
