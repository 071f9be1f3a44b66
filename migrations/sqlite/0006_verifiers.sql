CREATE TABLE `verifiers` (
	`rules_version` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
