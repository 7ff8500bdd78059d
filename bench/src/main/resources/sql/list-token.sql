-- A token is the member's id and a secret of 32 bytes, in URL-safe base64.
select translate(encode(uuid_send(md5('list1')::uuid) || sha256('secret1'::bytea), 'base64'), '+/', '-_')
