/** What the API document says of all operations alike, and of records that stand in the contract. */
package dealflow.deal.document;
