/** Words of formats that a change at random would never come upon. */

export const XML_WORDS: readonly string[] = [
  ..."<Export> </Export> <Cases> </Cases> <Case> </Case> <Exhibits> <Exhibit> </Exhibit> <Hits> <Hit> <RemovedCases>".split(
    " ",
  ),
  ..."<RemovedHit/> <CaseNumber/> <Parent> </Parent> <Calibre> <Characteristic/> <!-- --> <![CDATA[ ]]> <!DOCTYPE".split(
    " ",
  ),
  ...'<?x?> &amp; &a; &#0; &#xD800; encoding="base64" code="HOM" code="" id="x" xmlns="" xmlns:p="urn:ribin:exchange:1" p:'.split(
    " ",
  ),
  ...'name="breechFaceClass" name="__proto__" name="numberOfLands" 9999-99-99 1e999 true " "" , ; \' = =cmd|'.split(
    " ",
  ),
  "<Comment>",
  "\r\n",
  "\n",
  "\t",
  "\0",
  "\ufeff",
  "\uffff",
  "        ",
];

export const IMAGE_WORDS: readonly string[] = [
  ..."IHDR IDAT IEND PLTE tRNS iCCP zTXt iTXt eXIf gAMA cHRM acTL fdAT II* MM Exif JFIF ICC_PROFILE Adobe".split(" "),
  ..."GIF89a RIFF <svg %PDF".split(" "),
];
