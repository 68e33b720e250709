-- The words by which claims name their actors stand in the index, too: a decision on a name finds its claims by it.
DROP TRIGGER party_came;
DROP TRIGGER party_went;
DROP TABLE claim_party;
CREATE TABLE claim_party (
    entity TEXT NOT NULL,
    claim TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (entity, claim, words)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_party_by_words ON claim_party (words, claim);
INSERT OR IGNORE INTO claim_party
SELECT json_extract(value, '$.entity.id'), claim.id, json_extract(value, '$.mention.text') FROM claim, json_each(record, '$.actors');
INSERT OR IGNORE INTO claim_party
SELECT json_extract(value, '$.entity.id'), claim.id, json_extract(value, '$.mention.text') FROM claim, json_each(record, '$.recipients');
CREATE TRIGGER party_came AFTER INSERT ON claim BEGIN
    INSERT OR IGNORE INTO claim_party SELECT json_extract(value, '$.entity.id'), new.id, json_extract(value, '$.mention.text')
    FROM json_each(new.record, '$.actors');
    INSERT OR IGNORE INTO claim_party SELECT json_extract(value, '$.entity.id'), new.id, json_extract(value, '$.mention.text')
    FROM json_each(new.record, '$.recipients');
END;
CREATE TRIGGER party_went AFTER DELETE ON claim BEGIN
    DELETE FROM claim_party WHERE claim = old.id AND entity IN (
        SELECT json_extract(value, '$.entity.id') FROM json_each(old.record, '$.actors') UNION
        SELECT json_extract(value, '$.entity.id') FROM json_each(old.record, '$.recipients'));
END;
