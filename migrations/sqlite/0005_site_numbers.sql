CREATE TABLE `site_numbers` (
	`name` text NOT NULL,
	`effective_from` text NOT NULL,
	`value` integer NOT NULL,
	`reason` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	PRIMARY KEY(`name`, `effective_from`),
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "site_numbers_value_range" CHECK("site_numbers"."value" between 1 and 3650)
) STRICT;
