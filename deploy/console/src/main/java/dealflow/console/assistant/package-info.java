/** What an assistant may ask in the name of its person (Model Context Protocol): everything is read, and a move is only proposed. */
package dealflow.console.assistant;
