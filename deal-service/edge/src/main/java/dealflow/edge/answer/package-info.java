/** What the answers of every service have in common: what failures are told, headers, and texts that no spreadsheet runs. */
package dealflow.edge.answer;
