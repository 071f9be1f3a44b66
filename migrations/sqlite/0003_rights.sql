CREATE TABLE `part2_consents` (
	`part2_consent_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`obtained_on` text NOT NULL,
	`recipient` text NOT NULL,
	`scope` text NOT NULL,
	`purpose` text NOT NULL,
	`expires_on` text,
	`revoked_on` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `part2_consents_by_patient` ON `part2_consents` (`patient_id`,`part2_consent_id`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`credential_id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`secret` text NOT NULL,
	`added_at` text NOT NULL,
	`ended_at` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`account_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `credentials_by_account` ON `credentials` (`account_id`);--> statement-breakpoint
CREATE TABLE `grants` (
	`grant_id` text PRIMARY KEY NOT NULL,
	`granted_to` text NOT NULL,
	`kind` text NOT NULL,
	`patient_id` text,
	`scope` text NOT NULL,
	`reason` text NOT NULL,
	`granted_by` text NOT NULL,
	`granted_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	`reviewed_by` text,
	`reviewed_at` text,
	`review_note` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`granted_to`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`granted_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewed_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `grants_by_person` ON `grants` (`granted_to`);--> statement-breakpoint
CREATE TABLE `machine_keys` (
	`machine_key_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`routes` text NOT NULL,
	`key_hash` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`made_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `machine_keys_key_hash_unique` ON `machine_keys` (`key_hash`);--> statement-breakpoint
CREATE TABLE `switches` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
