CREATE TABLE `access_entries` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`who` text NOT NULL,
	`role` text NOT NULL,
	`action` text NOT NULL,
	`what` text NOT NULL,
	`shown_hash` blob,
	`substance_use` integer NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`hash` blob NOT NULL,
	FOREIGN KEY (`shown_hash`) REFERENCES `shown_sets`(`shown_hash`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `access_entries_by_time` ON `access_entries` (`at`);--> statement-breakpoint
CREATE INDEX `access_entries_by_shown` ON `access_entries` (`shown_hash`);--> statement-breakpoint
CREATE TABLE `chain_links` (
	`link` text PRIMARY KEY NOT NULL,
	`month` text,
	`seq` integer NOT NULL,
	`hash` blob NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `shown_members` (
	`patient_id` text NOT NULL,
	`shown_no` integer NOT NULL,
	PRIMARY KEY(`patient_id`, `shown_no`),
	FOREIGN KEY (`shown_no`) REFERENCES `shown_sets`(`shown_no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `shown_members_by_set` ON `shown_members` (`shown_no`);--> statement-breakpoint
CREATE TABLE `shown_sets` (
	`shown_no` integer PRIMARY KEY NOT NULL,
	`shown_hash` blob NOT NULL,
	`patients` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `shown_sets_shown_hash_unique` ON `shown_sets` (`shown_hash`);