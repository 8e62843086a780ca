//! Absences as they are written: by whom, what makes sense, and what an agent cannot be given then.

use super::*;

on_both_databases! {
    async fn nothing_is_handed_to_somebody_away_and_the_refusal_names_who_covers(app: TestApp) {
        let site = app.site("acme").await;
        let (tom, ana, mira) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana Silva", 1, &[&site]).await, app.agent("Mira", 1, &[&site]).await);
        let (ticket, _) = app.taken(&mira, &site).await;
        let until = text(db::now() + Duration::days(1));
        app.go_away(&tom, json!({"until": until, "cover": ana.id, "give_back": false})).await;
        let path = format!("/api/v1/desk/tickets/{ticket}/handover");
        let body = json!({"to": tom.id, "reason": "expertise"});
        let reply = app.call(&mira.caller, Method::POST, &path, Some(&body)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let problem: Problem = reply.json();
        assert_eq!(problem.fields[0].field, "to");
        assert_eq!(problem.fields[0].message, format!("is away until {until}; Ana Silva covers"));
        assert_eq!(app.holder(&mira, ticket).await, Some(mira.id));
        // Nor does who is away take anything.
        let (another, _) = app.file("acme").await;
        for path in [format!("/api/v1/desk/tickets/{another}/take"), "/api/v1/desk/next".to_owned()] {
            let reply = app.call(&tom.caller, Method::POST, &path, Some(&json!({}))).await;
            assert_eq!(reply.status, StatusCode::CONFLICT, "{path}");
        }
    }

    async fn an_absence_to_come_changes_nothing_before_and_can_be_changed_and_called_off(app: TestApp) {
        let site = app.site("acme").await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let (ticket, _) = app.taken(&tom, &site).await;
        let (from, until) = (db::now() + Duration::days(1), db::now() + Duration::days(2));
        let absence = app.go_away(&tom, json!({"from": text(from), "until": text(until), "give_back": true})).await;
        assert!(!absence.begun && absence.yours && absence.agent.away.is_none());
        app.keep(db::now()).await;
        assert_eq!(app.holder(&tom, ticket).await, Some(tom.id));
        let path = format!("{ABSENCES}/{}", absence.id);
        let later = text(until + Duration::days(1));
        let change = json!({"until": later, "cover": ana.id, "give_back": true});
        let changed: Absence = app.call(&tom.caller, Method::PATCH, &path, Some(&change)).await.json();
        assert_eq!((changed.until, changed.cover.map(|cover| cover.id)), (Some(later), Some(ana.id)));
        app.keep(from).await;
        assert_eq!(app.holder(&tom, ticket).await, Some(ana.id), "it has begun");
        app.come_back(&tom, &absence).await;
        let listed: Absences = app.call(&ana.caller, Method::GET, ABSENCES, None).await.json();
        assert!(listed.absences.is_empty());
        let reply = app.call(&tom.caller, Method::PATCH, &path, Some(&change)).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
    }

    async fn agents_write_their_own_absences_and_leads_those_of_their_sites(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let (tom, ana) = (app.agent("Tom", 1, &[&acme]).await, app.agent("Ana", 1, &[&acme]).await);
        let lead = app.agent_as("Lea", 1, Role::Lead, &[&acme]).await;
        let eve = app.agent_as("Eve", 1, Role::Admin, &[&other]).await;
        let body = json!({"agent": tom.id, "give_back": false});
        for caller in [&ana, &eve] {
            let problem: Problem = app.absence(caller, body.clone()).await.json();
            assert_eq!(problem.fields[0].field, "agent");
        }
        let absence = app.go_away(&lead, body.clone()).await;
        assert_eq!(absence.agent.id, tom.id);
        // Said twice, it is one absence.
        assert_eq!(app.absence(&tom, json!({"give_back": true})).await.status, StatusCode::CONFLICT);
        let path = format!("{ABSENCES}/{}", absence.id);
        for caller in [&ana, &eve] {
            let reply = app.call(&caller.caller, Method::DELETE, &path, None).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND);
        }
        let seen = |listed: Absences| listed.absences.iter().map(|absence| (absence.agent.name.clone(), absence.yours)).collect::<Vec<_>>();
        let listed = app.call(&ana.caller, Method::GET, ABSENCES, None).await;
        assert_eq!(seen(listed.json()), [("Tom".to_owned(), false)]);
        let listed = app.call(&lead.caller, Method::GET, ABSENCES, None).await;
        assert_eq!(seen(listed.json()), [("Tom".to_owned(), true)]);
        let listed = app.call(&eve.caller, Method::GET, ABSENCES, None).await;
        assert!(seen(listed.json()).is_empty());
        app.come_back(&tom, &absence).await;
    }

    async fn what_makes_no_sense_of_an_absence_is_refused_by_name(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&acme]).await;
        let eve = app.agent("Eve", 1, &[&other]).await;
        let tomorrow = text(db::now() + Duration::days(1));
        for (body, field) in [
            (json!({}), "give_back"),
            (json!({"give_back": true, "from": "tomorrow"}), "from"),
            (json!({"give_back": true, "until": "2020-01-01T00:00:00Z"}), "until"),
            (json!({"give_back": true, "from": tomorrow, "until": tomorrow}), "until"),
            (json!({"give_back": true, "cover": tom.id}), "cover"),
            (json!({"give_back": true, "cover": eve.id}), "cover"),
            (json!({"give_back": true, "why": "the sea"}), "why"),
        ] {
            let reply = app.absence(&tom, body.clone()).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            assert_eq!(reply.json::<Problem>().fields[0].field, field, "{body}");
        }
        // All of it is named at once.
        let body = json!({"give_back": true, "from": "soon", "until": "2020-01-01T00:00:00Z", "cover": tom.id});
        let problem: Problem = app.absence(&tom, body).await.json();
        let named: Vec<_> = problem.fields.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(named, ["from", "until", "cover"]);
        let listed: Absences = app.call(&tom.caller, Method::GET, ABSENCES, None).await.json();
        assert!(listed.absences.is_empty());
    }
}
