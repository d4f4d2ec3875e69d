BEGIN TRANSACTION;
CREATE TABLE events (
	id INTEGER NOT NULL, 
	screening_id INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	code VARCHAR(40), 
	sender VARCHAR(255) NOT NULL, 
	happened_on DATE NOT NULL, 
	happened_at DATETIME NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id), 
	CONSTRAINT fk_events_screening_id_screenings FOREIGN KEY(screening_id) REFERENCES screenings (id)
);
INSERT INTO "events" VALUES(1,1,'opened','P-1','ana','2026-11-20','2026-11-21 05:45:25.991412');
INSERT INTO "events" VALUES(2,2,'opened',NULL,'ben','2026-11-21','2026-11-21 05:45:27.720352');
INSERT INTO "events" VALUES(3,2,'named','Q-7','ben','2026-11-21','2026-11-21 05:45:28.167655');
INSERT INTO "events" VALUES(4,3,'opened','P-2','ana','2026-11-20','2026-11-21 05:45:28.174063');
INSERT INTO "events" VALUES(5,3,'closed',NULL,'ana','2026-11-20','2026-11-21 05:45:28.278851');
INSERT INTO "events" VALUES(6,1,'resumed',NULL,'ana','2026-11-20','2026-11-21 05:45:28.281065');
CREATE TABLE messages (
	id INTEGER NOT NULL, 
	screening_id INTEGER NOT NULL, 
	sender VARCHAR(255) NOT NULL, 
	message_id VARCHAR(255), 
	channel VARCHAR(64) NOT NULL, 
	received_at DATETIME NOT NULL, 
	CONSTRAINT pk_messages PRIMARY KEY (id), 
	CONSTRAINT uq_messages_sender_message_id UNIQUE (sender, message_id), 
	CONSTRAINT fk_messages_screening_id_screenings FOREIGN KEY(screening_id) REFERENCES screenings (id)
);
INSERT INTO "messages" VALUES(1,1,'ana',NULL,'rest','2026-11-21 05:45:25.995516');
INSERT INTO "messages" VALUES(2,1,'ana',NULL,'rest','2026-11-21 05:45:27.435015');
INSERT INTO "messages" VALUES(3,1,'ana','m-1','rest','2026-11-21 05:45:27.602699');
INSERT INTO "messages" VALUES(4,1,'ana',NULL,'rest','2026-11-21 05:45:27.639597');
INSERT INTO "messages" VALUES(5,1,'ana',NULL,'rest','2026-11-21 05:45:27.651938');
INSERT INTO "messages" VALUES(6,1,'ana',NULL,'rest','2026-11-21 05:45:27.674085');
INSERT INTO "messages" VALUES(7,2,'ben',NULL,'rest','2026-11-21 05:45:27.720641');
INSERT INTO "messages" VALUES(8,2,'ben',NULL,'rest','2026-11-21 05:45:28.171289');
INSERT INTO "messages" VALUES(9,3,'ana',NULL,'rest','2026-11-21 05:45:28.174297');
INSERT INTO "messages" VALUES(10,3,'ana',NULL,'rest','2026-11-21 05:45:28.254706');
INSERT INTO "messages" VALUES(11,3,'ana',NULL,'rest','2026-11-21 05:45:28.278628');
INSERT INTO "messages" VALUES(12,1,'ana',NULL,'rest','2026-11-21 05:45:28.282222');
CREATE TABLE observations (
	id INTEGER NOT NULL, 
	screening_id INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	message INTEGER NOT NULL, 
	fact VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	entry VARCHAR(16), 
	value JSON, 
	unit_said VARCHAR(40), 
	said VARCHAR(1000), 
	observed_on VARCHAR(10), 
	channel VARCHAR(64) NOT NULL, 
	sender VARCHAR(255) NOT NULL, 
	recorded_on DATE NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	replaces INTEGER, 
	CONSTRAINT pk_observations PRIMARY KEY (id), 
	CONSTRAINT uq_observations_screening_id_sequence UNIQUE (screening_id, sequence), 
	CONSTRAINT fk_observations_screening_id_screenings FOREIGN KEY(screening_id) REFERENCES screenings (id), 
	CONSTRAINT fk_observations_message_messages FOREIGN KEY(message) REFERENCES messages (id), 
	CONSTRAINT fk_observations_replaces_observations FOREIGN KEY(replaces) REFERENCES observations (id)
);
INSERT INTO "observations" VALUES(1,1,1,2,'platelets','value',NULL,'{"value": 82, "unit": "10*9/L"}',NULL,NULL,NULL,'rest','ana','2026-11-20','2026-11-21 05:45:27.435285',NULL);
INSERT INTO "observations" VALUES(2,1,2,2,'sex','value',NULL,'"female"',NULL,NULL,NULL,'rest','ana','2026-11-20','2026-11-21 05:45:27.435285',NULL);
INSERT INTO "observations" VALUES(3,1,3,2,'bclc','value',NULL,'["B", "C"]',NULL,NULL,NULL,'rest','ana','2026-11-20','2026-11-21 05:45:27.435285',NULL);
INSERT INTO "observations" VALUES(4,1,4,3,'treatments','value','4','{"kind": "tace", "start": "2026-08-02", "end": "2026-10-10"}',NULL,NULL,NULL,'rest','ana','2026-11-20','2026-11-21 05:45:27.602931',NULL);
INSERT INTO "observations" VALUES(5,1,5,4,'platelets','value',NULL,'{"value": 28, "unit": "10*9/L"}',NULL,NULL,NULL,'rest','ana','2026-11-20','2026-11-21 05:45:27.639800',1);
INSERT INTO "observations" VALUES(6,1,6,5,'platelets','undo',NULL,NULL,NULL,NULL,NULL,'rest','ana','2026-11-20','2026-11-21 05:45:27.652116',5);
INSERT INTO "observations" VALUES(7,1,7,6,'sex','retraction',NULL,NULL,NULL,NULL,NULL,'rest','ana','2026-11-20','2026-11-21 05:45:27.674274',2);
INSERT INTO "observations" VALUES(8,2,1,7,'age','value',NULL,61,NULL,NULL,NULL,'rest','ben','2026-11-21','2026-11-21 05:45:27.720788',NULL);
INSERT INTO "observations" VALUES(9,2,2,7,'albumin','value',NULL,'{"value": 3.4, "unit": "g/dL"}',NULL,NULL,NULL,'rest','ben','2026-11-21','2026-11-21 05:45:27.720788',NULL);
INSERT INTO "observations" VALUES(10,3,1,10,'hiv','value',NULL,'false',NULL,NULL,NULL,'rest','ana','2026-11-20','2026-11-21 05:45:28.255000',NULL);
CREATE TABLE screenings (
	id INTEGER NOT NULL, 
	sender VARCHAR(255) NOT NULL, 
	opened_on DATE NOT NULL, 
	opened_at DATETIME NOT NULL, 
	CONSTRAINT pk_screenings PRIMARY KEY (id)
);
INSERT INTO "screenings" VALUES(1,'ana','2026-11-20','2026-11-21 05:45:25.988418');
INSERT INTO "screenings" VALUES(2,'ben','2026-11-21','2026-11-21 05:45:27.720164');
INSERT INTO "screenings" VALUES(3,'ana','2026-11-20','2026-11-21 05:45:28.173928');
CREATE INDEX ix_events_sender_id ON events (sender, id);
CREATE INDEX ix_events_code ON events (code);
CREATE INDEX ix_events_screening_id ON events (screening_id);
CREATE INDEX ix_messages_screening_id ON messages (screening_id);
CREATE INDEX ix_observations_message ON observations (message);
COMMIT;
