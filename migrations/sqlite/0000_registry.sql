CREATE TABLE `audit_events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`commit_no` integer NOT NULL,
	`action` text NOT NULL,
	`record` text NOT NULL,
	`record_id` text NOT NULL,
	`patient_id` text,
	`version` integer NOT NULL,
	`row_hash` blob NOT NULL,
	`hash` blob NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `commits` (
	`no` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`who` text NOT NULL,
	`role` text NOT NULL,
	`reason` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `former_versions` (
	`record` text NOT NULL,
	`record_id` text NOT NULL,
	`version` integer NOT NULL,
	`patient_id` text,
	`commit_no` integer NOT NULL,
	`replaced_by_commit` integer NOT NULL,
	`row` text NOT NULL,
	PRIMARY KEY(`record`, `record_id`, `version`),
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaced_by_commit`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `former_versions_by_patient` ON `former_versions` (`patient_id`);--> statement-breakpoint
CREATE INDEX `former_versions_by_end` ON `former_versions` (`record`,`replaced_by_commit`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text NOT NULL,
	`who` text NOT NULL,
	`fingerprint` text NOT NULL,
	`commit_no` integer NOT NULL,
	`counts` text NOT NULL,
	PRIMARY KEY(`key`, `who`),
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `registry_facts` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `activities` (
	`activity_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text NOT NULL,
	`kind` text NOT NULL,
	`reached` integer NOT NULL,
	`modality` text NOT NULL,
	`technique` text,
	`counterpart` text,
	`billed_as` text,
	`recorded_at` text,
	`note` text,
	`attested_by` text,
	`attested_at` text,
	`attest_reason` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attested_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "activities_end_after_start" CHECK("activities"."ended_at" >= "activities"."started_at" or length("activities"."started_at") not in (16, 19)
        or length("activities"."ended_at") not in (16, 19))
) STRICT;
--> statement-breakpoint
CREATE INDEX `activities_by_patient` ON `activities` (`patient_id`,`activity_id`);--> statement-breakpoint
CREATE INDEX `activities_by_staff` ON `activities` (`staff_id`,`started_at`,`ended_at`,`patient_id`,`kind`);--> statement-breakpoint
CREATE INDEX `activities_of_case_review` ON `activities` (`staff_id`,`started_at`,`ended_at`,`patient_id`) WHERE "activities"."kind" = 'case_review';--> statement-breakpoint
CREATE INDEX `activities_with_offset` ON `activities` (`staff_id`) WHERE length("activities"."started_at") not in (16, 19);--> statement-breakpoint
CREATE TABLE `care_plans` (
	`plan_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`effective_on` text NOT NULL,
	`author_id` text NOT NULL,
	`targets` text NOT NULL,
	`interventions` text,
	`change_reason` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `care_plans_by_patient` ON `care_plans` (`patient_id`,`plan_id`);--> statement-breakpoint
CREATE TABLE `case_reviews` (
	`review_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`meeting_id` text,
	`reviewed_on` text NOT NULL,
	`psychiatric_consultant_id` text NOT NULL,
	`care_manager_id` text NOT NULL,
	`recommendation` text NOT NULL,
	`recommends_change` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_on` text,
	`note` text,
	`question` text,
	`kind` text,
	`minutes` integer,
	`next_review_on` text,
	`sent_on` text,
	`carried_out_on` text,
	`entered_by` text,
	`confirmed_by` text,
	`confirmed_at` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`meeting_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`psychiatric_consultant_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`care_manager_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "case_reviews_minutes_range" CHECK("case_reviews"."minutes" between 0 and 480)
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_reviews_by_patient` ON `case_reviews` (`patient_id`,`review_id`);--> statement-breakpoint
CREATE TABLE `meetings` (
	`meeting_id` text PRIMARY KEY NOT NULL,
	`clinic_id` text,
	`care_manager_id` text NOT NULL,
	`psychiatric_consultant_id` text NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text,
	`missed_reason` text,
	`attendees` text,
	`entered_by` text,
	`confirmed_by` text,
	`confirmed_at` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`clinic_id`) REFERENCES `clinics`(`clinic_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`care_manager_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`psychiatric_consultant_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `meetings_by_care_manager` ON `meetings` (`care_manager_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `relapse_plans` (
	`relapse_plan_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`made_on` text NOT NULL,
	`author_id` text NOT NULL,
	`warning_signs` text NOT NULL,
	`actions` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `relapse_plans_by_patient` ON `relapse_plans` (`patient_id`,`relapse_plan_id`);--> statement-breakpoint
CREATE TABLE `scores` (
	`score_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`instrument` text NOT NULL,
	`administered_on` text NOT NULL,
	`items` text,
	`difficulty` integer,
	`total` integer,
	`mode` text,
	`administered_by` text,
	`safety_items` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`administered_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "scores_difficulty_range" CHECK("scores"."difficulty" between 0 and 3)
) STRICT;
--> statement-breakpoint
CREATE INDEX `scores_by_patient` ON `scores` (`patient_id`,`score_id`);--> statement-breakpoint
CREATE TABLE `consents` (
	`consent_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`billing_practitioner_id` text NOT NULL,
	`obtained_at` text NOT NULL,
	`mode` text NOT NULL,
	`obtained_by` text NOT NULL,
	`consult_permission` integer NOT NULL,
	`cost_sharing_face_to_face` integer NOT NULL,
	`cost_sharing_non_face_to_face` integer NOT NULL,
	`documented_at` text,
	`revoked_at` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`billing_practitioner_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`obtained_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `consents_by_patient` ON `consents` (`patient_id`,`consent_id`);--> statement-breakpoint
CREATE TABLE `diagnoses` (
	`diagnosis_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`icd10` text NOT NULL,
	`rank` integer NOT NULL,
	`recorded_on` text NOT NULL,
	`resolved_on` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "diagnoses_rank_range" CHECK("diagnoses"."rank" between 1 and 99)
) STRICT;
--> statement-breakpoint
CREATE INDEX `diagnoses_by_patient` ON `diagnoses` (`patient_id`,`diagnosis_id`);--> statement-breakpoint
CREATE TABLE `facility_stays` (
	`stay_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`kind` text NOT NULL,
	`admitted_on` text NOT NULL,
	`discharged_on` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `facility_stays_by_patient` ON `facility_stays` (`patient_id`,`stay_id`);--> statement-breakpoint
CREATE TABLE `visits` (
	`visit_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`practitioner_id` text NOT NULL,
	`visit_on` text NOT NULL,
	`code` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`practitioner_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `visits_by_patient` ON `visits` (`patient_id`,`visit_id`);--> statement-breakpoint
CREATE TABLE `authorizations` (
	`authorization_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`payer_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`number` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payer_id`) REFERENCES `payers`(`payer_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `authorizations_by_patient` ON `authorizations` (`patient_id`,`authorization_id`);--> statement-breakpoint
CREATE TABLE `care_team` (
	`episode_id` text NOT NULL,
	`role` text NOT NULL,
	`staff_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	PRIMARY KEY(`episode_id`, `role`, `staff_id`, `starts_on`),
	FOREIGN KEY (`episode_id`) REFERENCES `episodes`(`episode_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `care_team_by_staff` ON `care_team` (`staff_id`,`role`,`episode_id`);--> statement-breakpoint
CREATE TABLE `coverages` (
	`coverage_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`payer_id` text NOT NULL,
	`member_id` text,
	`rank` integer NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payer_id`) REFERENCES `payers`(`payer_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "coverages_rank_range" CHECK("coverages"."rank" between 1 and 9)
) STRICT;
--> statement-breakpoint
CREATE INDEX `coverages_by_patient` ON `coverages` (`patient_id`,`coverage_id`);--> statement-breakpoint
CREATE TABLE `episode_phases` (
	`episode_id` text NOT NULL,
	`phase` text NOT NULL,
	`starts_on` text NOT NULL,
	`reason` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	PRIMARY KEY(`episode_id`, `starts_on`),
	FOREIGN KEY (`episode_id`) REFERENCES `episodes`(`episode_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `episodes` (
	`episode_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`clinic_id` text NOT NULL,
	`model` text NOT NULL,
	`referred_on` text NOT NULL,
	`referred_by` text,
	`enrolled_on` text NOT NULL,
	`entered_at` text,
	`target_instrument` text,
	`target_score` integer,
	`closed_on` text,
	`close_reason` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`clinic_id`) REFERENCES `clinics`(`clinic_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`referred_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "episodes_target_score_range" CHECK("episodes"."target_score" between 0 and 999),
	CONSTRAINT "episodes_close_after_referral" CHECK("episodes"."closed_on" >= "episodes"."referred_on")
) STRICT;
--> statement-breakpoint
CREATE INDEX `episodes_by_patient` ON `episodes` (`patient_id`,`episode_id`);--> statement-breakpoint
CREATE TABLE `patients` (
	`patient_id` text PRIMARY KEY NOT NULL,
	`mrn` text NOT NULL,
	`family_name` text NOT NULL,
	`given_name` text NOT NULL,
	`birth_date` text NOT NULL,
	`sex` text,
	`language` text,
	`phone` text,
	`handle` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `patients_mrn_unique` ON `patients` (`mrn`);--> statement-breakpoint
CREATE UNIQUE INDEX `patients_handle_unique` ON `patients` (`handle`);--> statement-breakpoint
CREATE TABLE `services` (
	`service_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`code` text NOT NULL,
	`units` integer NOT NULL,
	`service_on` text NOT NULL,
	`practitioner_npi` text,
	`source` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "services_units_range" CHECK("services"."units" between 1 and 999)
) STRICT;
--> statement-breakpoint
CREATE INDEX `services_by_patient` ON `services` (`patient_id`,`service_id`);--> statement-breakpoint
CREATE TABLE `covers` (
	`cover_id` text PRIMARY KEY NOT NULL,
	`absent_staff_id` text NOT NULL,
	`covering_staff_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`absent_staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covering_staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `covers_by_covering` ON `covers` (`covering_staff_id`,`starts_on`);--> statement-breakpoint
CREATE TABLE `medications` (
	`medication_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`name` text NOT NULL,
	`dose` text,
	`started_on` text NOT NULL,
	`stopped_on` text,
	`prescribed_by` text,
	`change_reason` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`prescribed_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `medications_by_patient` ON `medications` (`patient_id`,`medication_id`);--> statement-breakpoint
CREATE TABLE `planned_contacts` (
	`planned_contact_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`due_on` text NOT NULL,
	`set_on` text NOT NULL,
	`set_by` text NOT NULL,
	`reason` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `planned_contacts_by_patient` ON `planned_contacts` (`patient_id`,`planned_contact_id`);--> statement-breakpoint
CREATE TABLE `questions` (
	`question_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`asked_on` text NOT NULL,
	`asked_by` text NOT NULL,
	`question` text NOT NULL,
	`settled_on` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `questions_by_patient` ON `questions` (`patient_id`,`question_id`);--> statement-breakpoint
CREATE TABLE `risk_assessments` (
	`assessment_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`assessed_at` text NOT NULL,
	`assessed_by` text NOT NULL,
	`ideation` text,
	`plan_or_intent` text,
	`past_attempt` text,
	`protective_factors` text,
	`tier` text NOT NULL,
	`disposition` text,
	`note` text,
	`step_down_approved_by` text,
	`step_down_approved_on` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assessed_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`step_down_approved_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `risk_assessments_by_patient` ON `risk_assessments` (`patient_id`,`assessment_id`);--> statement-breakpoint
CREATE TABLE `safety_plans` (
	`safety_plan_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`made_on` text NOT NULL,
	`author_id` text NOT NULL,
	`warning_signs` text NOT NULL,
	`coping` text,
	`distractions` text,
	`supports` text,
	`professionals` text,
	`environment` text,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `safety_plans_by_patient` ON `safety_plans` (`patient_id`,`safety_plan_id`);--> statement-breakpoint
CREATE TABLE `snoozes` (
	`snooze_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`flag` text NOT NULL,
	`until_on` text NOT NULL,
	`reason` text NOT NULL,
	`set_by` text NOT NULL,
	`set_on` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `snoozes_by_patient` ON `snoozes` (`patient_id`,`snooze_id`);--> statement-breakpoint
CREATE TABLE `withdrawals` (
	`withdrawal_id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`record` text NOT NULL,
	`row_id` text NOT NULL,
	`reason` text NOT NULL,
	`withdrawn_by` text NOT NULL,
	`withdrawn_on` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patients`(`patient_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `withdrawals_by_patient` ON `withdrawals` (`patient_id`,`withdrawal_id`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`account_id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`sign_in_name` text NOT NULL,
	`password_hash` text NOT NULL,
	`disabled` integer NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_sign_in_name_unique` ON `accounts` (`sign_in_name`);--> statement-breakpoint
CREATE TABLE `clinics` (
	`clinic_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`setting` text NOT NULL,
	`place_of_service` text NOT NULL,
	`handle` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `clinics_handle_unique` ON `clinics` (`handle`);--> statement-breakpoint
CREATE TABLE `payers` (
	`payer_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`category` text NOT NULL,
	`policy` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `policies` (
	`policy` text NOT NULL,
	`based_on` text,
	`effective_from` text NOT NULL,
	`effective_to` text,
	`terms` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	PRIMARY KEY(`policy`, `effective_from`),
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `staff` (
	`staff_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`profession` text,
	`npi` text,
	`qualification` text,
	`qualified_from` text,
	`qualified_to` text,
	`relationship` text,
	`prescriber` integer,
	`handle` text NOT NULL,
	`version` integer NOT NULL,
	`commit_no` integer NOT NULL,
	FOREIGN KEY (`commit_no`) REFERENCES `commits`(`no`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_handle_unique` ON `staff` (`handle`);