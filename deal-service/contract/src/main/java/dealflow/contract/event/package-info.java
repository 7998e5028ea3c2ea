/** One change of one deal, and the topics that tell it. */
package dealflow.contract.event;
