/** What somebody else has to decide: concessions beyond a limit, and moves that lack something. */
package dealflow.deal.approval;
