package dealflow.deal.recognition;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a column can stand for. */
enum Field {
    @JsonProperty("externalId")
    EXTERNAL_ID("externalId"),
    @JsonProperty("title")
    TITLE("title"),
    @JsonProperty("customer")
    CUSTOMER("customer"),
    @JsonProperty("owner")
    OWNER("owner"),
    @JsonProperty("team")
    TEAM("team"),
    @JsonProperty("product")
    PRODUCT("product"),
    @JsonProperty("source")
    SOURCE("source"),
    @JsonProperty("region")
    REGION("region"),
    @JsonProperty("amount")
    AMOUNT("amount"),
    @JsonProperty("currency")
    CURRENCY("currency"),
    /** Where the deal is now. */
    @JsonProperty("stage")
    STAGE("stage"),
    /** Whether it is won or lost, where another column than that of the stage says so. */
    @JsonProperty("status")
    STATUS("status"),
    @JsonProperty("created")
    CREATED("created"),
    /** When it came to the stage in which it is. */
    @JsonProperty("since")
    SINCE("since"),
    /** When it was won or lost. */
    @JsonProperty("closed")
    CLOSED("closed"),
    @JsonProperty("expectedCloseOn")
    EXPECTED_CLOSE_ON("expectedCloseOn"),
    /** Of the loss. */
    @JsonProperty("reason")
    REASON("reason");

    private final String key;

    Field(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** Whether a mapping has it among its columns; the others are said by its steps. */
    boolean isColumn() {
        return ordinal() < CURRENCY.ordinal() || this == EXPECTED_CLOSE_ON;
    }

    boolean isTime() {
        return this == CREATED || this == SINCE || this == CLOSED || this == EXPECTED_CLOSE_ON;
    }
}
