CREATE TABLE `billing_months` (
	`month` text PRIMARY KEY NOT NULL,
	`first_look_by` text NOT NULL,
	`first_look_at` text NOT NULL,
	`just_short` text NOT NULL,
	`closed_by` text,
	`closed_at` text,
	`close_note` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `claim_exports` (
	`export_id` text PRIMARY KEY NOT NULL,
	`control_number` integer NOT NULL,
	`format` text NOT NULL,
	`month` text NOT NULL,
	`claims` text NOT NULL,
	`sha256` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_exports_control_number_unique` ON `claim_exports` (`control_number`);--> statement-breakpoint
CREATE TABLE `claim_proofs` (
	`claim_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`proof` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `claims` (
	`claim_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`episode_id` text NOT NULL,
	`month` text NOT NULL,
	`state` text NOT NULL,
	`payer_id` text NOT NULL,
	`care_manager_id` text,
	`lines` text NOT NULL,
	`minutes` integer NOT NULL,
	`policy` text NOT NULL,
	`rules_version` text NOT NULL,
	`sha256` text NOT NULL,
	`evidence_sha256` text NOT NULL,
	`emitted_by` text NOT NULL,
	`emitted_at` text NOT NULL,
	`replaces` text,
	`reason` text,
	`carc` text,
	`submitted_on` text,
	`payer_claim_number` text,
	`paid_on` text,
	`paid_cents` integer,
	`overpaid_since` text,
	`refunded_on` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode_id`) REFERENCES `episodes`(`episode_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payer_id`) REFERENCES `payers`(`payer_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`care_manager_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `claims_by_patient` ON `claims` (`patient_id`,`claim_id`);--> statement-breakpoint
CREATE INDEX `claims_by_month` ON `claims` (`month`,`claim_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `claims_first` ON `claims` (`patient_id`,`month`) WHERE "claims"."replaces" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `claims_replacement` ON `claims` (`replaces`);--> statement-breakpoint
CREATE TABLE `fee_schedules` (
	`fee_id` text PRIMARY KEY NOT NULL,
	`payer_id` text,
	`locality` text,
	`code` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`effective_from` text NOT NULL,
	`effective_to` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`payer_id`) REFERENCES `payers`(`payer_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "fee_schedules_amount_range" CHECK("fee_schedules"."amount_cents" between 0 and 99999999)
) STRICT;
--> statement-breakpoint
CREATE TABLE `organizations` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`npi` text,
	`tin` text,
	`address_line` text,
	`city` text,
	`state` text,
	`postal_code` text,
	`taxonomy` text,
	`contact_name` text,
	`contact_phone` text,
	`submitter_id` text,
	`receiver_name` text,
	`receiver_id` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `coverages` ADD `relationship` text;--> statement-breakpoint
ALTER TABLE `coverages` ADD `subscriber_family_name` text;--> statement-breakpoint
ALTER TABLE `coverages` ADD `subscriber_given_name` text;--> statement-breakpoint
ALTER TABLE `coverages` ADD `subscriber_birth_date` text;--> statement-breakpoint
ALTER TABLE `patients` ADD `address_line` text;--> statement-breakpoint
ALTER TABLE `patients` ADD `city` text;--> statement-breakpoint
ALTER TABLE `patients` ADD `state` text;--> statement-breakpoint
ALTER TABLE `patients` ADD `postal_code` text;--> statement-breakpoint
ALTER TABLE `clinics` ADD `organization_id` text REFERENCES organizations(organization_id);--> statement-breakpoint
ALTER TABLE `clinics` ADD `locality` text;--> statement-breakpoint
ALTER TABLE `payers` ADD `electronic_id` text;