package dealflow.funnel.http;

import dealflow.edge.query.OwnFieldParameters;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The front page of the API's document. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Dealflow funnel service",
                        version = "1.0",
                        description = "Conversion statistics of sales funnels, with the size of their samples"),
        components =
                @Components(
                        schemas = {
                            @Schema(
                                    name = "Basis",
                                    description = "How the deals of a window are chosen",
                                    type = SchemaType.STRING,
                                    enumeration = {"cohort", "period"}),
                            @Schema(
                                    name = "Dimension",
                                    description = Api.GROUPS,
                                    type = SchemaType.STRING,
                                    pattern = "^(owner|team|product|source|region|" + OwnFieldParameters.PATTERN + ")$",
                                    maxLength = 46),
                            @Schema(
                                    name = "BreakdownDimension",
                                    description = Api.GROUPS + "; or `lostReason`, of what is lost",
                                    type = SchemaType.STRING,
                                    pattern = "^(owner|team|product|source|region|lostReason|"
                                            + OwnFieldParameters.PATTERN + ")$",
                                    maxLength = 46),
                            @Schema(
                                    name = "Interval",
                                    description = "How long the parts of a window are",
                                    type = SchemaType.STRING,
                                    enumeration = {"week", "month", "quarter"}),
                            @Schema(
                                    name = "BuyingPhase",
                                    description = "Where a customer is in its own buying process",
                                    type = SchemaType.STRING,
                                    enumeration = {"NEED_FORMATION", "SOLUTION_EVALUATION", "PURCHASE_DECISION"}),
                            @Schema(
                                    name = "Metric",
                                    description = "What can be followed over time",
                                    type = SchemaType.STRING,
                                    enumeration = {
                                        "entered",
                                        "won",
                                        "lost",
                                        "capacity",
                                        "winRate",
                                        "winRateByAmount",
                                        "conversion",
                                        "cycle",
                                        "velocity"
                                    }),
                            @Schema(
                                    name = "Cell",
                                    description = "A number of an answer, to be taken apart into its deals",
                                    type = SchemaType.STRING,
                                    enumeration = {
                                        "entered",
                                        "won",
                                        "lost",
                                        "open",
                                        "returned",
                                        "reached",
                                        "lostHere",
                                        "capacity",
                                        "decided.won",
                                        "decided.lost",
                                        "stays",
                                        "stays.ended",
                                        "stays.open",
                                        "cycle.ended",
                                        "cycle.open",
                                        "step.reached",
                                        "step.moved",
                                        "ended",
                                        "ended.forward",
                                        "ended.backward",
                                        "ended.won",
                                        "ended.lost",
                                        "ended.returned",
                                        "transition",
                                        "stalled",
                                        "snoozed",
                                        "flow.opening",
                                        "flow.in",
                                        "flow.reopened",
                                        "flow.forwardIn",
                                        "flow.backwardIn",
                                        "flow.transferredIn",
                                        "flow.forwardOut",
                                        "flow.backwardOut",
                                        "flow.won",
                                        "flow.lost",
                                        "flow.returned",
                                        "flow.transferredOut",
                                        "flow.repriced",
                                        "flow.closing"
                                    }),
                            @Schema(
                                    name = "DealStatus",
                                    description = "What a deal is",
                                    type = SchemaType.STRING,
                                    enumeration = {"LEAD", "OPEN", "WON", "LOST"}),
                            @Schema(
                                    name = "Moment",
                                    description =
                                            "A date, which begins in the pipeline's time zone, or an instant in UTC, in the years 1900 to 2200",
                                    type = SchemaType.STRING,
                                    pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$",
                                    maxLength = 40)
                        }),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description =
                "An access token of the OpenID Connect provider: short-lived, signed with RS256 or ES256, checked as RFC8725 says")
public class Api extends Application {

    static final String GROUPS =
            "What the deals of a group have in common: `owner`, `team`, `product`, `source`, `region`, or `field:KEY` for one of the "
                    + "company's own fields that is a dimension of type ONE_OF or BOOLEAN";
}
