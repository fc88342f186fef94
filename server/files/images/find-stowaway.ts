/** What pages and programs begin with. Written-out words, long enough that compressed pixels do not hold them by chance. */
const WORDS = ['<script', '<!doctype html', '<html', '<?php', '%pdf-1', '#!/bin/', 'rar!\x1a\x07', '7z\xbc\xaf\x27\x1c']
const END_OF_ARCHIVE = Buffer.from('PK\x05\x06', 'latin1')
const END_BYTES = 22
const LONGEST_COMMENT = 65_535

/**
 * Whether a file that is a picture is a page, a script or an archive as well. Nothing of it would be stored (pictures are
 * written again from their pixels), but whoever sends such a file does not mean a picture.
 */
export const findStowaway = (file: Buffer): boolean => hasWords(file) || endsAsArchive(file)

function hasWords(file: Buffer): boolean {
  const text = file.toString('latin1').toLowerCase()
  return WORDS.some((word) => text.includes(word))
}

/** An archive is read from its end: a record whose comment reaches exactly to the end of the file. */
function endsAsArchive(file: Buffer): boolean {
  const first = Math.max(0, file.length - END_BYTES - LONGEST_COMMENT)
  for (let at = file.indexOf(END_OF_ARCHIVE, first); at >= 0; at = file.indexOf(END_OF_ARCHIVE, at + 1)) {
    if (at + END_BYTES <= file.length && at + END_BYTES + file.readUInt16LE(at + 20) === file.length) return true
  }
  return false
}
