//! Everyday words by which the language of chat is known, in phone spelling too.
//!
//! Each list holds the commonest small words of a language as they stand in private messages,
//! lower case and without apostrophes. A word that is everyday English as well ("die", "so", "me")
//! stands in no list of another language: it would tell nothing.

/// English.
pub(super) const ENGLISH: &str = " i you the to and it that of is my your we was for not what just have this so do be are \
on in with but he she they get got can if at u im its dont ill ive up out now all about when how like know good go \
going one there would will yes ok okay yeah lol haha omg thanks thank love want time back home need think see really \
much some then did didnt cant why who were been our her his him them from an or too still make come day night work \
sorry please pls plz right ur ya well here again never always could should more than n thx late running tomorrow \
thats oh because as am had lot also way thing things nice sure something has only any feel their maybe same take little \
over into even very hey where said tell us ";

/// Other languages that private chats are commonly written in or mixed with, in Latin letters.
pub(super) const OTHERS: [&str; 14] = [
    // Spanish
    " el la los las un una unos de del al que qué y en por para con sin es está esta estoy estás estamos son soy eres \
fue era hay muy pero como cómo cuando cuándo donde dónde mi tu su te lo le nos yo él ella más también tambien si sí \
porque xq pq q eso esto algo nada todo todos bien gracias hola hoy mañana aquí ahí vamos voy tengo tienes quiero puedo \
hacer amor besos jaja jajaja ",
    // Portuguese
    " o os uma de da dos das na nos nas que e por para pra pro com sem não nao é está esta estou tá tô são foi \
era há muito mas como quando onde meu minha teu tua seu sua você vc vcs eu ele ela nós mais já também tb se sim porque \
pq isso isto algo nada tudo bem obrigado obrigada oi olá hoje amanhã aqui aí vamos vou tenho tem quero posso fazer kkk \
kkkk beijos ",
    // French
    " le la les un une des du de et en dans pour avec sans que qui quoi ce cest cette ces il elle nous vous je tu jai \
tas ne pas est es suis sommes sont était été mais comme quand où mon mes tes son sa ses moi toi lui y si \
oui non parce pcq aussi très trop bien merci bonjour salut coucou ça ca rien tout tous fait faire vais vas va peux veux \
dois demain aujourdhui ici là maman papa bisous mdr ",
    // German
    " der das dem den des ein eine einen einem einer und oder aber ist bin bist sind seid wird werde wirst habe hab hast \
haben hat ich du er sie wir ihr mich dich mir dir ihm uns euch nicht kein keine mein meine dein deine kannst kann muss \
musst mach machst machen noch schon mal auch nur sehr gut für mit von vom zu zum zur bei beim nach aus auf über wenn \
weil dass wie wo wer heute morgen gestern ja nein danke bitte doch halt jetzt hier da dann alles etwas nichts immer \
leider gerne komme kommst zuhause liebe hdl ",
    // Italian
    " il lo la gli le un uno una di del della dei delle al alla da dal nel nella con per che chi e è ed sono sei siamo \
era non quando dove mio mia tuo tua suo io tu lui lei noi voi mi ti ci vi si sì più già anche se perché perche \
xke questo questa quello cosa niente tutto tutti bene molto grazie ciao oggi domani qui lì vado vai ho hai abbiamo \
voglio posso fare amore baci ",
    // Dutch
    " de het een van en dat dit ik jij je hij zij ze wij jullie mij jou ons niet geen wel maar ook nog al ben bent zijn \
heb hebt heeft hebben wordt voor naar bij uit op aan als omdat hoe waar wie wat wanneer vandaag morgen gisteren \
ja nee dank dankje bedankt graag goed mooi leuk zo heel veel weinig iets niets alles hier daar kan kun moet ga gaat \
doen thuis lieverd ff ",
    // Swedish, Norwegian, Danish
    " jag jeg du han den det vi ni mig dig sig är er var och og inte ikke ett att som på av för til till med \
från kan ska skal vill vil måste har hade mycket tack takk tak hej hei ja nej nei också också idag imorgon \
kväll här där der när hvor hva hvad vad vem min din kommer gör komma hemma gärna lige bare kjempe älskar elsker ",
    // Polish
    " nie tak się sie jest jestem jesteś są był była te w na z ze dla od po przy co kto jak kiedy gdzie czy że \
ale bo już juz jeszcze tylko bardzo też tez mi mnie ci cię cie ty ja ona wy mój moja twój dzisiaj dziś \
jutro wczoraj dobrze dzięki dzieki proszę mam masz chcę mogę możesz kochanie kocham ",
    // Turkish
    " ve bir bu şu o ben sen biz siz ne nasıl neden niye mi mı mu mü değil var yok çok cok daha için icin ile ama da de ki \
gibi şimdi simdi bugün yarın dün evet hayır tamam iyi güzel teşekkürler sağol selam merhaba canım canim aşkım geldim \
geliyorum gidiyorum bana sana beni seni benim senin hiç şey ",
    // Indonesian, Malay
    " yang di ke dari ini itu aku saya kamu dia kita kami mereka tidak gak ga nggak enggak bukan ada sudah udah belum \
akan mau bisa harus lagi juga sama dengan untuk buat karena kalau kalo tapi apa siapa mana kapan kenapa gimana banget \
aja saja dong sih nih deh terima kasih makasih besok hari pulang rumah sayang ",
    // Vietnamese
    " anh tôi bạn mình và là của có không ko được đi đang sẽ đã này đó cho với thì mà nhưng rồi nữa lắm quá gì nào sao \
đâu khi hôm nay mai về nhà ăn cơm làm yêu cảm ơn dạ vâng con mẹ bố chị ",
    // Hindi and Urdu in Latin letters
    " hai hain hoon hu tha thi ka ki ke ko se mein mai mujhe tujhe tum aap tu hum kya kyun kyu kab kahan kaise kaun \
nahi nahin nai haan han acha accha theek thik bas bhi toh phir abhi kal aaj kuch sab bahut bohot karo kar raha rahi rahe \
kiya gaya gayi jaa aa yaar bhai beta mera meri mere tera teri tere apna wala pyaar ",
    // Filipino
    " ang ng mga sa na ko mo ka ako ikaw siya kami tayo kayo sila ito iyan yan yun hindi di oo po opo lang naman nga pa din \
rin kasi pero kung kapag ano sino saan kailan bakit paano wala meron gusto pwede kumain uwi bukas ngayon salamat \
mahal kita ba talaga sana ",
    // Swahili
    " na wa ni kwa la si mimi wewe yeye sisi nyinyi wao hapa sana asante karibu habari mambo poa sawa ndiyo hapana leo \
kesho jana nini nani wapi lini kwanini nina una ana tuna niko uko yuko nakupenda mama baba bado pia lakini kama hii hiyo \
huyo yako yangu ",
];
