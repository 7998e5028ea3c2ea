/** What a file seems to be, told from its beginning: its text, its columns, and how its first rows would be read. */
package dealflow.deal.recognition;
