package dealflow.deal.feed;

import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.filter.Views;
import dealflow.edge.access.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters that choose events. */
public class EventQuery {

    @QueryParam("type")
    @Parameter(
            description =
                    "Only of this type, such as dealflow.deal.stage-changed.v1; repeat it for several. Those of the forecast "
                            + "(dealflow.forecast.…) come only where they are named, for 30 days, and to sales-ops and service accounts with "
                            + "statistics:read")
    List<String> types;

    @QueryParam("pipeline")
    @Parameter(description = "Only of this pipeline and its deals; repeat it for several")
    List<String> pipelines;

    @QueryParam("owner")
    @Parameter(
            description = "Only of deals that are this salesperson's, or were before the event; repeat it for several",
            example = "li.wei@example.com")
    List<String> owners;

    @QueryParam("team")
    @Parameter(
            description = "Only of deals that are this team's or one below it today, or were before the event",
            example = "north")
    List<String> teams;

    @QueryParam("field")
    @Parameter(
            description =
                    "Only of deals with this value of one of the company's own fields that is a dimension, after the event or "
                            + "before it: its key, a colon and the value; nothing behind the colon for those without",
            example = "incoterm:FOB")
    List<String> fields;

    @QueryParam("view")
    @Parameter(
            description =
                    "Only of deals that this view shows after the event, or showed before it: so whoever follows it is told what comes "
                            + "and what goes. Not of one that asks for 'stalled', which no event tells",
            example = "big-in-the-north")
    String view;

    @Inject
    FieldDefinitions known;

    @Inject
    Views views;

    /** @param caller whose views there are */
    EventFilter filter(Caller caller) {
        EventFilter.checkTypes("type", types);
        EventFilter.checkMayRead(types, caller);
        return new EventFilter(
                types,
                pipelines,
                owners,
                teams,
                known.filter("field", fields).json("field"),
                view == null ? null : views.followed(view, caller));
    }
}
