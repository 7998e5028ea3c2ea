package dealflow.local.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Those who decide at a demo customer: each deal has its own, and who confirms a stage is one of them. */
final class Committee {

    private static final List<String> GIVEN = List.of(
            "Anna", "Carlos", "Diego", "Elif", "Farah", "Grace", "Hassan", "Ines", "Jonas", "Kamila", "Linh", "Mateo",
            "Nadia", "Omar", "Paula", "Rafael", "Sofia", "Tomasz", "Usha", "Wanjiru");
    private static final List<String> FAMILY = List.of(
            "Almeida",
            "Berg",
            "Castro",
            "Dahl",
            "Farouk",
            "Garcia",
            "Haddad",
            "Iyer",
            "Kowalski",
            "Lindqvist",
            "Mwangi",
            "Nguyen",
            "Ortiz",
            "Petrov",
            "Ribeiro",
            "Schmidt",
            "Tran",
            "Vogel",
            "Wolf",
            "Zielinski");

    private static final String BUYER = "BUYER";
    private static final String USER = "USER";
    private static final String DECIDER = "DECIDER";
    private static final String INFLUENCER = "INFLUENCER";

    private static final Map<String, String> EVIDENCE = Map.of(
            BUYER, "negotiates and orders",
            USER, "will work with it",
            DECIDER, "signs the contracts",
            INFLUENCER, "is asked about everything technical");

    /** Whose word a stage is entered on; the first of them that there is. */
    private static final Map<String, List<String>> CONFIRMING = Map.of(
            "opportunity", List.of(BUYER),
            "needs-confirmed", List.of(USER, BUYER),
            "customer-recognition", List.of(USER, INFLUENCER, BUYER),
            "solution-confirmed", List.of(INFLUENCER, USER, BUYER),
            "risk-assessment", List.of(DECIDER),
            "won", List.of(DECIDER));

    /** One of them, as the import's canonical form has it. */
    record Member(String id, String role, ObjectNode json) {

        String name() {
            return json.path("name").asText();
        }
    }

    private final List<Member> members = new ArrayList<>();

    /**
     * Made up for a deal, and written into its line.
     *
     * @param reached the stages that the deal has been in
     */
    Committee(ObjectNode line, List<String> reached, Chance chance) {
        var isNearEnd = reached.contains("risk-assessment") || reached.contains("won");
        add(line, BUYER, chance);
        if (reached.size() > 1 && chance.happens(0.8)) {
            add(line, USER, chance);
        }
        if (isNearEnd || reached.size() > 1 && chance.happens(0.5)) {
            add(line, DECIDER, chance);
        }
        if (reached.size() > 2 && chance.happens(0.3)) {
            add(line, INFLUENCER, chance);
        }
    }

    private void add(ObjectNode line, String role, Chance chance) {
        var id = "p" + (members.size() + 1);
        var stance = chance.happens(0.5) ? "FOR" : chance.happens(0.25) ? "AGAINST" : "UNKNOWN";
        var json = line.withArray("people")
                .addObject()
                .put("id", id)
                .put("name", chance.anyOf(GIVEN) + " " + chance.anyOf(FAMILY))
                .put("role", role)
                .put("stance", stance)
                .put("evidence", EVIDENCE.get(role));
        members.add(new Member(id, role, json));
    }

    /** Whoever confirms a stage. */
    Member confirming(String stage) {
        return CONFIRMING.get(stage).stream()
                .flatMap(role -> members.stream().filter(member -> member.role().equals(role)))
                .findFirst()
                .orElse(members.get(0));
    }

    /** The key person (关键人): who decides, as far as that is known. */
    Member key() {
        return members.stream()
                .filter(member -> member.role().equals(DECIDER))
                .findFirst()
                .orElse(members.get(0));
    }
}
