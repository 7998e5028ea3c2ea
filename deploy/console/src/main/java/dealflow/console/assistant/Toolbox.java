package dealflow.console.assistant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolAnnotations;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.function.Function;

/** The tools as {@code assistant/tools.json} describes them, and what each does. */
@ApplicationScoped
class Toolbox {

    private static final Map<String, Function<Question, ObjectNode>> TOOLS = Map.ofEntries(
            Map.entry("list_pipelines", Deals::pipelines),
            Map.entry("find_deals", Deals::find),
            Map.entry("get_deal", Deals::get),
            Map.entry("deal_history", Deals::history),
            Map.entry("funnel", Statistics::funnel),
            Map.entry("forecast", Statistics::forecast),
            Map.entry("quantities", Statistics::quantities),
            Map.entry("attainment", Statistics::attainment),
            Map.entry("receivables", Statistics::receivables),
            Map.entry("what_changed", Statistics::changes),
            Map.entry("propose_move", Proposal::of));

    private final Services services;
    private final CurrentVertxRequest current;
    private final ConsoleAddress address;
    private final ObjectMapper json;

    Toolbox(Services services, CurrentVertxRequest current, ConsoleAddress address, ObjectMapper json) {
        this.services = services;
        this.address = address;
        this.current = current;
        this.json = json;
    }

    void fill(@Observes StartupEvent event, ToolManager manager) {
        for (var described : Schemas.read("tools.json", json)) {
            var name = described.get("name").asText();
            var schema = Schemas.of(described.get("inputSchema"));
            var title = described.get("title").asText();
            manager.newTool(name)
                    .setTitle(title)
                    .setDescription(described.get("description").asText())
                    .setInputSchema(described.get("inputSchema"))
                    .setAnnotations(new ToolAnnotations(title, true, false, true, false))
                    .setHandler(arguments -> answer(name, schema, arguments))
                    .register();
        }
    }

    private ToolResponse answer(String name, JsonSchema schema, ToolArguments given) {
        ObjectNode arguments = json.valueToTree(given.args());
        var wrong = schema.validate(arguments);
        if (!wrong.isEmpty()) {
            var problem = json.createObjectNode()
                    .put("title", "Wrong arguments")
                    .put("detail", "The arguments are not as the schema of %s says".formatted(name));
            var errors = problem.putArray("errors");
            wrong.forEach(
                    each -> errors.addObject().put("field", Schemas.field(each)).put("message", each.getError()));
            return ToolResponse.error(problem.toString());
        }
        var context = current.getCurrent();
        try {
            return ToolResponse.success(TOOLS.get(name)
                    .apply(new Question(arguments, services, context, address.of(context.request())))
                    .toString());
        } catch (RefusedException e) {
            return ToolResponse.error(e.getMessage());
        }
    }
}
