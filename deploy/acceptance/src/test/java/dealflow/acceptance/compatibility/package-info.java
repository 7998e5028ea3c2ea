/** What was released is kept: the API documents, the schemas of events, and the migrations. */
package dealflow.acceptance.compatibility;
