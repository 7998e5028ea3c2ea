package dealflow.deal.operations;

import static dealflow.edge.erasure.PersonalColumn.Form.JSONB;
import static dealflow.edge.erasure.PersonalColumn.Form.JSONB_MAP;
import static dealflow.edge.erasure.PersonalColumn.Form.JSON_TEXT;
import static dealflow.edge.erasure.PersonalColumn.Form.KEY;
import static dealflow.edge.erasure.PersonalColumn.Form.LIST;
import static dealflow.edge.erasure.PersonalColumn.Form.TEXT;

import dealflow.edge.erasure.PersonalColumn;
import java.util.List;

/** Every column of this service that can hold what people write; a test finds each that is not here. */
final class PersonalColumns {

    /** Of a deal: changed by events of its own. */
    static final List<PersonalColumn> OF_DEALS = List.of(
            new PersonalColumn("deal", "external_id", KEY),
            new PersonalColumn("deal", "title", TEXT),
            new PersonalColumn("deal", "customer_name", TEXT),
            new PersonalColumn("deal", "customer_country", TEXT),
            new PersonalColumn("deal", "customer_external_id", TEXT),
            new PersonalColumn("deal", "owner", TEXT),
            new PersonalColumn("deal", "team", TEXT),
            new PersonalColumn("deal", "product", TEXT),
            new PersonalColumn("deal", "lines", JSONB),
            new PersonalColumn("deal", "source", TEXT),
            new PersonalColumn("deal", "region", TEXT),
            new PersonalColumn("deal", "qualification", JSONB),
            new PersonalColumn("deal", "checklist", JSONB),
            new PersonalColumn("deal", "people", JSONB),
            new PersonalColumn("deal", "fields", JSONB),
            new PersonalColumn("deal", "snooze_reason", TEXT));

    /** Of all else. */
    static final List<PersonalColumn> OTHERS = List.of(
            new PersonalColumn("customer", "name", TEXT),
            new PersonalColumn("customer", "country", TEXT),
            new PersonalColumn("customer", "external_id", TEXT),
            new PersonalColumn("customer", "created_by", TEXT),
            new PersonalColumn("customer", "merged_by", TEXT),
            new PersonalColumn("payment", "reference", TEXT),
            new PersonalColumn("saved_view", "key", KEY),
            new PersonalColumn("saved_view", "owner", TEXT),
            new PersonalColumn("saved_view", "names", JSONB),
            new PersonalColumn("saved_view", "filter", JSONB),
            new PersonalColumn("saved_view", "teams", LIST),
            new PersonalColumn("product", "key", KEY),
            new PersonalColumn("product", "names", JSONB),
            new PersonalColumn("product", "unit", TEXT),
            new PersonalColumn("payment", "taken_back_by", TEXT),
            new PersonalColumn("payment", "taken_back_reason", TEXT),
            new PersonalColumn("bank_entry", "bank_reference", KEY),
            new PersonalColumn("risk_review", "content", JSONB),
            new PersonalColumn("price_request", "content", JSONB),
            new PersonalColumn("approval", "why", TEXT),
            new PersonalColumn("approval", "asked_by", TEXT),
            new PersonalColumn("approval", "decided_by", TEXT),
            new PersonalColumn("approval", "decision_reason", TEXT),
            new PersonalColumn("outbox", "payload", JSON_TEXT),
            new PersonalColumn("outbox", "owners", LIST),
            new PersonalColumn("outbox", "teams", LIST),
            new PersonalColumn("forecast_event", "payload", JSON_TEXT),
            new PersonalColumn("forecast_event", "owners", LIST),
            new PersonalColumn("forecast_event", "teams", LIST),
            new PersonalColumn("feed", "owners", LIST),
            new PersonalColumn("feed", "teams", LIST),
            new PersonalColumn("pipeline", "definition", JSONB),
            new PersonalColumn("pipeline", "created_by", TEXT),
            new PersonalColumn("field_definition", "definition", JSONB),
            new PersonalColumn("field_definition", "created_by", TEXT),
            new PersonalColumn("team_definition", "key", KEY),
            new PersonalColumn("team_definition", "definition", JSONB),
            new PersonalColumn("team_definition", "created_by", TEXT),
            new PersonalColumn("approval_limits", "content", JSONB),
            new PersonalColumn("import_job", "mapping", JSONB_MAP),
            new PersonalColumn("import_job", "requested_by", TEXT),
            new PersonalColumn("import_job", "problem", TEXT),
            new PersonalColumn("import_line", "content", JSON_TEXT),
            new PersonalColumn("import_seen", "external_id", TEXT),
            new PersonalColumn("import_seen", "content", JSON_TEXT),
            new PersonalColumn("import_change", "content", JSONB),
            new PersonalColumn("import_error", "field", TEXT),
            new PersonalColumn("import_error", "message", TEXT),
            new PersonalColumn("import_error", "external_id", TEXT),
            new PersonalColumn("transfer_job", "from_owner", TEXT),
            new PersonalColumn("transfer_job", "to_owner", TEXT),
            new PersonalColumn("transfer_job", "to_team", TEXT),
            new PersonalColumn("transfer_job", "requested_by", TEXT),
            new PersonalColumn("transfer_job", "filter", JSONB),
            new PersonalColumn("transfer_job", "view", TEXT),
            new PersonalColumn("transfer_job", "problem", TEXT),
            new PersonalColumn("webhook", "description", TEXT),
            new PersonalColumn("webhook", "created_by", TEXT),
            new PersonalColumn("webhook", "owners", LIST),
            new PersonalColumn("webhook", "teams", LIST),
            new PersonalColumn("webhook", "fields", LIST),
            new PersonalColumn("webhook_delivery", "last_error", TEXT),
            new PersonalColumn("webhook_attempt", "error", TEXT),
            new PersonalColumn("webhook_attempt", "answer", TEXT));

    private PersonalColumns() {}
}
