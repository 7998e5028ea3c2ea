-- Webhooks' secrets were kept in clear with the answers that showed them. The answers stay, so that nothing is done twice.
UPDATE first_answer SET body = convert_to((convert_from(body, 'UTF8')::jsonb - 'secret')::text, 'UTF8')
WHERE position('"secret":"whsec_'::bytea IN body) > 0;
