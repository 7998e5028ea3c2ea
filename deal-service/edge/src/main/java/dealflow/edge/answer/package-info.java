/** What the answers of every service have in common: what failures are told, headers, and tables that a spreadsheet opens and does not run. */
package dealflow.edge.answer;
