/** Frequent names and name parts in the plain Arabic spelling (see `plainArabic`) and how they are usually read. Written by hand. */
const table = `
محمد muhammad|احمد ahmad|محمود mahmud|حمید hamid|حامد hamid|حسن hasan|حسین husain|علی ali|عمر umar|عثمان usman|عثمن usman|ابوبکر abubakar|ابراهیم ibrahim|اسماعیل ismail|اسمعیل ismail
یوسف yusuf|یعقوب yaqub|یونس yunus|موسی musa|عیسی isa|داود daud|سلیمان sulaiman|نوح nuh|ایوب ayyub|ادم adam|زکریا zakariya|یحیی yahya|عمران imran|عرفان irfan
خالد khalid|طارق tariq|زاهد zahid|شاهد shahid|راشد rashid|رشید rashid|ماجد majid|مجید majid|ساجد sajid|واجد wajid|وحید wahid|حفیظ hafeez|عزیز aziz|نصیر nasir|ناصر nasir
منیر munir|بشیر bashir|نذیر nazir|قدیر qadir|قادر qadir|جمیل jamil|جمال jamal|کمال kamal|جلال jalal|بلال bilal|هلال hilal|اقبال iqbal|افضل afzal|اکرم akram|اسلم aslam|اصغر asghar|اکبر akbar
اظهر azhar|انور anwar|اشرف ashraf|اشفاق ashfaq|اشتیاق ishtiaq|افتخار iftikhar|اعجاز ijaz|امتیاز imtiaz|ارشد arshad|امجد amjad|اسد asad|احسان ehsan|احسن ahsan|محسن muhsin|مبشر mubashir|مدثر mudassir
مزمل muzammil|مصطفی mustafa|مرتضی murtaza|مجتبی mujtaba|مختار mukhtar|منظور manzur|مقصود maqsud|مسعود masud|سعود saud|سعید said|سعد saad|سید syed|شیخ sheikh|ملک malik|خان khan
بیگ baig|میر mir|شاه shah|راجه raja|چوهدری chaudhry|بٹ butt|مرزا mirza|قریشی qureshi|انصاری ansari|هاشمی hashmi|صدیقی siddiqui|صدیق siddiq|فاروق faruq|فاروقی farooqi|عباسی abbasi|عباس abbas|رضا raza|رضوی rizvi
نقوی naqvi|جعفر jafar|کاظم kazim|صادق sadiq|باقر baqir|نقی naqi|تقی taqi|مهدی mahdi|هادی hadi|عسکری askari|زین zain|عابد abid|عابدین abidin|عادل adil|عارف arif|عاطف atif|عاصم asim|عامر amir|امیر amir
امین amin|امان aman|ایمان iman|عمار ammar|یاسر yasir|یاسین yasin|طه taha|حمزه hamza|طلحه talha|اسامه usama|معاذ muaz|حذیفه huzaifa|عبیدالله ubaidullah|عبدالله abdullah|حبیب habib|حبیبالله habibullah
رحمتالله rahmatullah|نعمتالله nematullah|کریم karim|رحیم rahim|رحمن rahman|رحمان rahman|غفور ghafur|غفار ghaffar|ستار sattar|جبار jabbar|رزاق razzaq|خالق khaliq|مالک malik|سلام salam|سلمان salman|سلیم salim|سالم salim|مسلم muslim
نعیم naeem|وسیم wasim|ندیم nadeem|کلیم kalim|حکیم hakim|عظیم azim|نظیم nazim|فهیم fahim|شمیم shamim|شفیق shafiq|رفیق rafiq|توفیق taufiq|لطیف latif|شریف sharif|ظریف zarif|حنیف hanif|یوسفزی yusufzai
اویس awais|فیصل faisal|فهد fahd|سلطان sultan|نواز nawaz|شهباز shahbaz|شهزاد shahzad|بهزاد behzad|فرهاد farhad|جواد jawad|مراد murad|عماد imad|نور nur|دین din|الدین al-din|گل gul|جان jan|ولی wali|غلام ghulam|عبد abd|ابو abu|ابن ibn|بن bin|بنت bint
فاطمه fatima|عایشه aisha|خدیجه khadija|زینب zainab|رقیه ruqayya|مریم maryam|امنه amina|صفیه safiya|حفصه hafsa|سمیه sumayya|اسما asma|حلیمه halima|نعیمه naima|کریمه karima|سلیمه salima|رحیمه rahima|شمیمه shamima
زهرا zahra|کوثر kausar|پروین parveen|نسرین nasreen|یاسمین yasmin|شاهین shaheen|نازیه nazia|شازیه shazia|رابعه rabia|ثمینه samina|ثریا surayya|شکیله shakila|جمیله jamila|نبیله nabila|راحیله rahila|صایمه saima|صبا saba
صبیحه sabiha|سدره sidra|سعدیه sadia|سارا sara|ساره sara|مهرین mehreen|امبرین ambreen|عندلیب andaleeb|بی bi|بیبی bibi|بیگم begum|خاتون khatun|بانو bano|اختر akhtar|گلناز gulnaz|شبنم shabnam|شبانه shabana|رخسانه rukhsana
فرزانه farzana|رضیه razia|زبیده zubaida|زرینه zarina|سکینه sakina|طاهره tahira|طاهر tahir|ناهید nahid|نجمه najma|نجم najm|لیلی laila|لیلا laila|هند hind|هدی huda|منی mona|سلمی salma|رمضان ramazan|شعبان shaban|رجب rajab|جمعه juma
شمس shams|قمر qamar|بدر badr|صلاح salah|علا ala|ضیا zia|فخر fakhr|نصر nasr|فضل fazl|فضیل fuzail|عبدل abdul|حاجی haji|مولوی maulvi|ملا mulla|افغانی afghani|خیر khair|خیرالنسا khairunnisa|نسا nisa|مهر mehr|اسحاق ishaq|هارون harun|زید zaid|بکر bakr
`;

/** Plain Arabic spelling to usual Latin reading, in lower case. */
export const commonArabicNames: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const at = entry.indexOf(' ');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
);
