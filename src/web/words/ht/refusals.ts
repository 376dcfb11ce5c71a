import type { refusals as english } from "../en/refusals.ts";

export const refusals: typeof english = {
  reference: "Referans: {{id}}",
  again: "Eseye ankò",
  NETWORK: {
    title: "Pa gen koneksyon ak sèvis la",
    remedy: "Tcheke liy lan; sa ou te tape a konsève. Apre sa eseye ankò.",
  },
  VALIDATION_FAILED: { title: "Gen yon bagay ki pa ranpli byen", remedy: "Korije chan yo nonmen yo." },
  CURSOR_INVALID: { title: "Lis sa a chanje", remedy: "Chaje lis la ankò depi nan kòmansman." },
  FORBIDDEN: {
    title: "Ou pa gen dwa fè sa",
    remedy: "Mande kowòdonatè Eta ou wòl la oswa otorizasyon pataj la.",
  },
  PURPOSE_REQUIRED: {
    title: "Ou poko di pou ki rezon w ap travay",
    remedy: "Di rezon an ak nimewo dosye a yon sèl fwa; apre sa travay la kontinye.",
  },
  NOT_FOUND: {
    title: "Yo pa jwenn li",
    remedy: "Tcheke adrès la oswa nimewo a; prèv ou pa gen dwa wè pa parèt non plis.",
  },
  RECORD_REMOVED: {
    title: "Eta ki mèt li a retire l",
    remedy: "Anyen ladan l pa parèt ankò. Si travay ou te chita sou li, mande laboratwa Eta sa a.",
  },
  CONFLICT: {
    title: "Sa pa posib ankò",
    remedy: "Yon bagay chanje antretan. Chaje paj la ankò; li montre sa ki vini apre.",
  },
  DUPLICATE_ACQUISITION: {
    title: "Laboratwa ou te deja voye menm fichye sa a",
    remedy: "Sèvi ak akizisyon ki deja egziste a; ou pa bezwen voye anyen ankò.",
  },
  DUPLICATE_RECORD: {
    title: "Gen yon anrejistreman konsa deja",
    remedy: "Sèvi ak anrejistreman sa a, oswa antre yon lòt bagay.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: "Sa te deja voye ak yon lòt kontni",
    remedy: "Chaje paj la ankò pou wè sa ki te anrejistre, epi deside ankò.",
  },
  IDEMPOTENCY_IN_PROGRESS: {
    title: "Y ap anrejistre sa toujou",
    remedy: "Tann yon ti moman, epi eseye ankò. Li konte yon sèl fwa.",
  },
  SAME_EXAMINER: {
    title: "Se yon lòt moun ki dwe verifye",
    remedy: "Mande yon dezyèm ekspè verifye, pito yon moun nan yon lòt Eta.",
  },
  SAME_COORDINATOR: {
    title: "Yon dezyèm moun dwe konfime efasman an",
    remedy: "Mande yon lòt kowòdonatè nasyonal Eta ou, ki pa resevwa aksè li nan men okenn nan nou de a.",
  },
  PURGE_BLOCKED: {
    title: "Yon konsèvasyon legal oswa yon koresponn konfime anpeche efasman an",
    remedy: "Leve konsèvasyon an, oswa di kijan nou antann nou ak Eta konsène yo pou prèv la ka ale.",
  },
  VERIFICATION_MISSING: {
    title: "Poko gen yon verifikasyon avèg ki dakò",
    remedy: "Yon dezyèm ekspè dwe anrejistre yon konklizyon anvan.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    title: "Ou pa ka voye kalite fichye sa a isit la",
    remedy: "Chwazi yon fichye nan youn nan kalite paj la nonmen yo.",
  },
  PRECONDITION_FAILED: {
    title: "Yon lòt moun chanje sa pandan ou te gen l louvri",
    remedy: "Chaje paj la ankò, gade sa ki chanje, epi deside ankò.",
  },
  PRECONDITION_REQUIRED: {
    title: "Paj la pa konnen ki vèsyon ou te wè",
    remedy: "Chaje paj la ankò, epi refè sa ou te fè a.",
  },
  TOO_MANY_REQUESTS: { title: "Twòp demann nan yon ti tan", remedy: "Tann yon minit, epi eseye ankò." },
  EVIDENCE_ALTERED: {
    title: "Yon mak ki konsève se pa sa yo te konpare a",
    remedy: "Pa konte sou li. Avèti jesyonè sistèm nan, ki dwe remete l apati yon kopi sekou.",
  },
  FILE_SEAL_BROKEN: {
    title: "Yon fichye ki konsève se pa sa yo te sele a",
    remedy:
      "Pa konte sou li. Avèti jesyonè sistèm nan, ki dwe kite l jan l ye a epi remete fichye a apati yon kopi sekou.",
  },
  STORE_KEY_MISSING: {
    title: "Kle ki louvri fichye ki konsève yo manke",
    remedy: "Avèti jesyonè sistèm nan: anyen pa pèdi, men yo pa ka li okenn fichye toutotan kle a pa tounen.",
  },
  FILE_NOT_FOUND: {
    title: "Fichye a pa nan depo a",
    remedy: "Avèti jesyonè sistèm nan, ki dwe remete l apati yon kopi sekou.",
  },
  AUDIT_BROKEN: {
    title: "Jounal odit la kase",
    remedy: "Pa chanje anyen. Avèti oditè a ak jesyonè sistèm nan, ki konpare l ak kopi ki sere yon lòt kote.",
  },
  INTERNAL: {
    title: "Sèvis la echwe",
    remedy: "Se pa fòt ou. Eseye ankò; si sa repete, bay jesyonè sistèm nan referans lan.",
  },
  UNAVAILABLE: {
    title: "Sèvis la poko pare",
    remedy: "Eseye ankò nan yon minit; si sa dire, avèti jesyonè sistèm nan.",
  },
  UNAUTHENTICATED: { title: "Ou pa konekte", remedy: "Konekte ankò." },
  SIGN_IN_FAILED: { title: "Koneksyon an echwe", remedy: "Tcheke adrès imèl la ak modpas la." },
  SECOND_FACTOR_FAILED: {
    title: "Yo pa aksepte kòd la",
    remedy: "Tann pwochen kòd otantifikatè ou, oswa sèvi ak yon kòd sekou. Apre kèk minit, rekòmanse koneksyon an.",
  },
  SECOND_FACTOR_REQUIRED: {
    title: "Ou dwe anrejistre yon dezyèm faktè anvan",
    remedy: "Anrejistre yon otantifikatè sou paj kont ou.",
  },
  INVITATION_INVALID: {
    title: "Envitasyon an pa bon",
    remedy: "Mande kowòdonatè ou yon lòt; chak envitasyon sèvi yon sèl fwa, jiskaske li ekspire.",
  },
  SIGN_IN_HELD: {
    title: "Twòp esè ki rate",
    remedy: "Tann yon tan, oswa mande kowòdonatè ou pou l fini ak tann nan.",
  },
  PROVIDER_SIGN_IN_FAILED: {
    title: "Koneksyon kay founisè idantite a echwe",
    remedy: "Rekòmanse koneksyon an; si sa repete, bay jesyonè sistèm nan referans lan.",
  },
  IDENTITY_UNKNOWN: {
    title: "Pa gen kont ki pou idantite sa a",
    remedy: "Mande kowòdonatè Eta ou yon envitasyon, epi kòmanse koneksyon an avèk li.",
  },
  SET_UP_CODE_INVALID: {
    title: "Yo pa aksepte kòd demaraj la",
    remedy:
      "Kopye l an antye nan fichye jounal sèvis la nonmen an. Li sèvi yon sèl fwa; lè sèvis la rekòmanse li ekri yon lòt.",
  },
  SET_UP_DONE: { title: "Rejyon an deja sou pye", remedy: "Konekte. Se kowòdonatè yo ki envite tout lòt moun." },
  LAST_SIGN_IN: {
    title: "Moun nan pa t ap ka konekte ankò",
    remedy: "Fè konekte yon lòt idantite oswa mete yon modpas anvan; oswa di se sa ou vle vre.",
  },
  UPLOAD_TOO_LARGE: { title: "Fichye a twò gwo", remedy: "Voye yon fichye ki pi piti pase limit yo nonmen an." },
  UPLOAD_EMPTY: { title: "Fichye a vid", remedy: "Ekspòte fichye a ankò apati aparèy la." },
  UPLOAD_INCOMPLETE: {
    title: "Fichye a poko fin voye",
    remedy: "Kontinye voye jiskaske tout fichye a rive.",
  },
  UPLOAD_NOT_FOUND: { title: "Sa ou t ap voye a pa la ankò", remedy: "Rekòmanse voye l." },
  FORMAT_UNKNOWN: { title: "Yo pa pran fòma fichye sa a", remedy: "Voye X3P, PNG, TIFF oswa JPEG." },
  FORMAT_MISMATCH: {
    title: "Kontni fichye a se pa sa non li di",
    remedy: "Bay fichye a ekstansyon vrè fòma li.",
  },
  X3P_NOT_ZIP: { title: "Fichye X3P a pa yon achiv zip", remedy: "Ekspòte eskanè a ankò kòm X3P." },
  X3P_ZIP_TRUNCATED: {
    title: "Fichye X3P a koupe oswa domaje",
    remedy: "Kopye fichye a ankò; konpare gwosè li ak orijinal la.",
  },
  X3P_ZIP_TOO_MANY_ENTRIES: {
    title: "Fichye X3P a gen twòp fichye ladan l",
    remedy: "Ekspòte eskanè a pou kont li, san lòt fichye.",
  },
  X3P_ZIP_BOMB: {
    title: "Fichye X3P a depase limit la lè l dekonprese",
    remedy: "Tcheke ki kote fichye a soti; yon eskanè pa konprese konsa.",
  },
  X3P_ZIP_UNSAFE_PATH: {
    title: "Fichye X3P a eseye ekri deyò tèt li",
    remedy: "Tcheke ki kote fichye a soti; pa louvri l.",
  },
  X3P_ENTRY_MISSING: {
    title: "Gen yon pati ki manke nan fichye X3P a",
    remedy: "Ekspòte eskanè a ankò; deskripsyon an (main.xml) ak done li nonmen yo dwe ladan l.",
  },
  X3P_XML_INVALID: {
    title: "Deskripsyon ki nan fichye X3P a pa bon",
    remedy: "Ekspòte eskanè a ankò; mesaj la nonmen pati ki pa bon an.",
  },
  X3P_XML_FORBIDDEN: {
    title: "Deskripsyon ki nan fichye X3P a gen pati ki pa pèmèt",
    remedy: "Tcheke ki kote fichye a soti; yon eskanè pa bezwen ni doctype ni antite.",
  },
  X3P_CHECKSUM_MISSING: {
    title: "Fichye X3P a pa gen sòm kontwòl",
    remedy: "Ekspòte eskanè a ankò ak sòm kontwòl, jan ISO 25178-72 mande l.",
  },
  X3P_CHECKSUM_MISMATCH: {
    title: "Fichye X3P a pa dakò ak sòm kontwòl li",
    remedy: "Kopye fichye a ankò; si sa repete, yo chanje fichye a.",
  },
  X3P_MATRIX_SIZE: {
    title: "Eskanè a pa gen gwosè deskripsyon li di a",
    remedy: "Ekspòte eskanè a ankò.",
  },
  X3P_UNSUPPORTED: {
    title: "Yo pa pran kalite fichye X3P sa a",
    remedy: "Voye yon eskanè sifas (yon matris wotè); mesaj la di kisa fichye a ye.",
  },
  SIZE_ABSURD: {
    title: "Imaj la oswa eskanè a depase 10 000 pwen pa kote, oswa li twò gwo antou",
    remedy: "Koupe l sou zòn enterè a, oswa bese rezolisyon an.",
  },
  SURFACE_EMPTY: { title: "Tout valè eskanè a manke", remedy: "Eskane pyès la ankò." },
  SCALE_INVALID: {
    title: "Echèl la pa posib",
    remedy: "Bay echèl la: mèt pou X3P, mikwomèt pa piksèl pou yon imaj.",
  },
  IMAGE_UNREADABLE: { title: "Yo pa ka li imaj la", remedy: "Ekspòte imaj la ankò." },
  IMAGE_BOMB: {
    title: "Imaj la gen plis piksèl pase sa ki pèmèt",
    remedy: "Tcheke ki kote fichye a soti; pa voye plis pase 50 milyon piksèl, 10 000 pa kote.",
  },
  IMPORT_INVALID: {
    title: "Yo pa ka enpòte fichye a",
    remedy: "Korije liy ak kolòn yo nonmen yo, epi voye l ankò; yo pa kenbe anyen ladan l.",
  },
  IMPORT_XML_FORBIDDEN: {
    title: "Fichye XML la gen pati ki pa pèmèt",
    remedy: "Tcheke ki kote fichye a soti; fòma a pa bezwen doctype, antite oswa enstriksyon tretman.",
  },
  IMPORT_WRONG_STATE: {
    title: "Fichye a se pou yon lòt Eta",
    remedy: "Se moun Eta sa a sèlman ki enpòte l; yo pataje prèv yon Eta ak yon otorizasyon pataj.",
  },
  BUNDLE_UNREADABLE: {
    title: "Yo pa ka louvri pakè a",
    remedy:
      "Li domaje sou wout, oswa yo te fè l pou yon lòt rejyon. Voye l ankò, oswa refè l pou kle rejyon sa a pibliye a.",
  },
  BUNDLE_INVALID: {
    title: "Pakè a pa byen fèt",
    remedy: "Refè l nan estasyon an; mesaj la di sa ki pa bon.",
  },
  BUNDLE_KEY_REFUSED: {
    title: "Pakè a pa siyen ak yon kle Eta ou ki bon",
    remedy: "Mande kowòdonatè nasyonal la anrejistre kle estasyon an, epi refè pakè a avèk li.",
  },
  REPORT_NOT_VERIFIED: {
    title: "Pa gen prèv rapò a otantik",
    remedy: "Pa konte sou li; mande rapò a ak siyati li ankò nan men moun yo te bay li a.",
  },
  REPORT_WITHDRAWN: {
    title: "Yo retire rapò a",
    remedy: "Pa konte sou li; mande Eta ki te bay li a rapò ki pran plas li.",
  },
  NOT_COMPARABLE: {
    title: "Yo pa ka konpare de yo",
    remedy: "Mesaj la di poukisa; konpare menm zòn nan sou yon echèl ou konnen.",
  },
  REGION_UNSUPPORTED: {
    title: "Yo poko ka konpare zòn sa a",
    remedy: "Sèvi ak fas kilas la, anprent pèkitè a oswa yon anprent klwazon.",
  },
  MODEL_INVALID: {
    title: "Yon modèl rechèch domaje",
    remedy: "Avèti jesyonè sistèm nan, ki dwe remete modèl vèsyon an.",
  },
  JOB_FAILED: {
    title: "Yon etap tretman echwe",
    remedy: "Rezon an ekri ak travay la; jesyonè sistèm nan ka relanse l.",
  },
  EXAMINATION_NOT_DOCUMENTED: {
    title: "Pyès y ap poze kesyon sou li a poko dokimante",
    remedy: "Gade pyès la pou kont li epi anrejistre sa ou wè. Apre sa tounen nan konparezon an.",
  },
  VERIFIER_NOT_ASSIGNED: {
    title: "Se yon lòt ekspè yo te mande",
    remedy:
      "Se sistèm nan ki chwazi ki moun ki verifye ak ki moun ki deside nan yon konsiltasyon; pa w yo nan lis Verifikasyon. Yon kowòdonatè ka fè chwazi yon lòt moun.",
  },
  KNOWN_PAIR: {
    title: "Se te yon kontwòl kalite avèg, se pa yon dosye",
    remedy:
      "Pa gen anyen ankò pou fè: konklizyon ou konte nan chif laboratwa a. Yon pè yo konnen pa bay ni koresponn ni rapò.",
  },
  CONSULTATION_STATEMENTS_MISSING: {
    title: "De ekspè yo poko tou de di sa yo wè",
    remedy: "Chak moun anrejistre yon deklarasyon anvan yo anrejistre rezilta konsiltasyon an.",
  },
  MAIL_REFUSED: {
    title: "Sèvè imèl la refize mesaj la",
    remedy: "Korije adrès imèl kont lan, oswa mande jesyonè sistèm nan gade sèvè imèl la; apre sa relanse l.",
  },
  WEBHOOK_ADDRESS_REFUSED: {
    title: "Yo pa gen dwa voye mesaj nan adrès sa a",
    remedy: "Sèvi ak yon adrès https yon sèvè piblik, oswa mande jesyonè sistèm nan pèmèt rezo a.",
  },
  WEBHOOK_GONE: {
    title: "Moun k ap resevwa a di adrès li pa egziste ankò",
    remedy: "Retire webhook la, oswa fè korije lòt bò a epi relanse travay la.",
  },
  LOGOUT_TOKEN_REFUSED: {
    title: "Jeton dekoneksyon an pa aksepte",
    remedy: "Sa a konsène founisè idantite a, pa ou menm: bay operatè a referans ki anba a.",
  },
};
