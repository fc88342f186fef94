import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, verifyPassword } from './passwords.ts'

const PHC = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/

test('a password is kept as a PHC string with a salt of its own', async () => {
  const [first, second] = await Promise.all([hashPassword('mot de passe'), hashPassword('mot de passe')])
  assert.match(first, PHC)
  assert.notEqual(first, second)
})

test('only the password itself is right', async () => {
  const encoded = await hashPassword('mot de passe ')
  assert.equal(await verifyPassword('mot de passe ', encoded), true)
  for (const wrong of ['mot de passe', 'Mot de passe ', '', 'x'.repeat(200)]) {
    assert.equal(await verifyPassword(wrong, encoded), false, JSON.stringify(wrong))
  }
})

test('the same letters are one password, however the keyboard encodes them', async () => {
  assert.equal(await verifyPassword('me\u0301lange', await hashPassword('m\u00e9lange')), true)
})

test('no account, no password, and a hash of another make are all wrong, and none throws', async () => {
  for (const encoded of [
    null,
    '',
    '$2b$10$abcdefghijklmnopqrstuv',
    '$argon2id$v=19$m=1,t=1,p=1$AA$AA',
    'mot de passe',
  ]) {
    assert.equal(await verifyPassword('mot de passe', encoded), false, String(encoded))
  }
})

test('a hash keeps the cost that it was made with', async () => {
  const { argon2Sync } = await import('node:crypto')
  const nonce = Buffer.alloc(16, 7)
  const tag = argon2Sync('argon2id', { message: 'mot', nonce, parallelism: 1, tagLength: 16, memory: 64, passes: 1 })
  const encoded = `$argon2id$v=19$m=64,t=1,p=1$${bare(nonce)}$${bare(tag)}`
  assert.equal(await verifyPassword('mot', encoded), true)
  assert.equal(await verifyPassword('mots', encoded), false)
})

const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
