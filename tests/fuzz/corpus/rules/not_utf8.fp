platform p { // ÿþ
