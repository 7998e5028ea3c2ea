package dealflow.forecast.http;

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
                        title = "Dealflow forecast service",
                        version = "1.0",
                        description =
                                "How much is booked, by when: closed, from the open deals, and from deals not yet begun"),
        components =
                @Components(
                        schemas = {
                            @Schema(
                                    name = "Measure",
                                    description = Parameters.MEASURE,
                                    type = SchemaType.STRING,
                                    enumeration = {"bookings", "receipts"}),
                            @Schema(
                                    name = "DealPart",
                                    description =
                                            "Which of a forecast's numbers deals are in: `closed` (won, or paid, in a period), `open` (under way), or `owed` (won, and "
                                                    + "not yet paid in full)",
                                    type = SchemaType.STRING,
                                    enumeration = {"closed", "open", "owed"}),
                            @Schema(
                                    name = "Interval",
                                    description = Parameters.INTERVAL,
                                    type = SchemaType.STRING,
                                    enumeration = {
                                        "week",
                                        "month",
                                        "quarter",
                                        "year",
                                        "fiscalPeriod",
                                        "fiscalQuarter",
                                        "fiscalYear"
                                    }),
                            @Schema(
                                    name = "CalendarInterval",
                                    description = "How long a period of the calendar is",
                                    type = SchemaType.STRING,
                                    enumeration = {"week", "month", "quarter", "year"}),
                            @Schema(
                                    name = "Grouping",
                                    description =
                                            "What the deals of a group have in common: `owner`, `team`, `product`, `source`, `region`, or `field:KEY` for "
                                                    + "one of the company's own fields that is a dimension of type ONE_OF or BOOLEAN",
                                    type = SchemaType.STRING,
                                    pattern = "^(owner|team|product|source|region|" + OwnFieldParameters.PATTERN + ")$",
                                    maxLength = 46),
                            @Schema(
                                    name = "Baseline",
                                    description = "A simpler method that the forecast is held against",
                                    type = SchemaType.STRING,
                                    enumeration = {"lastPeriod", "meanOfThree", "stageWeighted"}),
                            @Schema(
                                    name = "ReceivableAge",
                                    description = "How long an instalment has been due",
                                    type = SchemaType.STRING,
                                    enumeration = {
                                        "milestone-not-reached",
                                        "not-yet-due",
                                        "due-0-to-30-days",
                                        "due-31-to-60-days",
                                        "due-61-to-90-days",
                                        "due-over-90-days"
                                    }),
                            @Schema(
                                    name = "ChangeReason",
                                    description =
                                            "Why an expected amount has changed; what explainChanges tells of each",
                                    type = SchemaType.STRING,
                                    enumeration = {
                                        "new",
                                        "won",
                                        "lost",
                                        "cancelled",
                                        "slipped",
                                        "pulledIn",
                                        "paidWithin",
                                        "paidOutside",
                                        "refunded",
                                        "paymentSooner",
                                        "paymentLater",
                                        "repriced",
                                        "termsChanged",
                                        "reopened",
                                        "transferred",
                                        "model",
                                        "restated"
                                    }),
                            @Schema(
                                    name = "Decimal",
                                    description = "A decimal number, written as text, so that no reader rounds it",
                                    type = SchemaType.STRING,
                                    pattern = "^-?[0-9]+([.][0-9]+)?$",
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
public class Api extends Application {}
