/** The company's organisation: teams below teams, as they stood on each day, and who manages them. */
package dealflow.contract.organisation;
