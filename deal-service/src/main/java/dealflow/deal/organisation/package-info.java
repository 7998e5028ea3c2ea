/** The company's organisation: which team is a part of which since when, who manages it, and so who sees what. */
package dealflow.deal.organisation;
